import java.net.InetSocketAddress;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * Solr inside one Jetty, bound to one address: {@code java -cp "lib/*" Main.java HOST PORT}. Wants
 * {@code -Dsolr.solr.home} and {@code -Dsolr.install.dir}.
 */
public class Main {
  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress(args[0], Integer.parseInt(args[1])));
    ServletContextHandler solr = new ServletContextHandler(server, "/solr", false, false);
    solr.setResourceBase(System.getProperty("solr.install.dir"));
    solr.addEventListener(new CoreContainerProvider());
    solr.addFilter(SolrDispatchFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    solr.addServlet(DefaultServlet.class, "/");
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }
}
