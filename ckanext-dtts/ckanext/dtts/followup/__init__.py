"""What is published of monitoring: visits, findings, recommendations and evaluations of all datasets."""
