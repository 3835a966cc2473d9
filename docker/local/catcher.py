"""A mail server that delivers nothing: it keeps what it is given as files, to be looked at.

`python3 -I catcher.py PORT FOLDER`, on the loopback only. It speaks SMTP (RFC 5321) as far as a portal
needs it. So that refusals can be tried, an address whose local part ends in `+550` or another code is
answered with that code, and one that ends in `+data554` with it after the message.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import sys
import time
from pathlib import Path

HOST = "127.0.0.1"
IDLE_S = 300
LARGEST = 26_214_400
LONGEST_LINE = 1_048_576
KEPT = 1000
"""Mails; the oldest go first."""

_ADDRESS = re.compile(r"(?:FROM|TO):\s*<([^<>]*)>", re.IGNORECASE)
_ANSWER = re.compile(r"\+(data)?([245]\d\d)@")
_NUMBERS = itertools.count(1)


class Session:
    """One client and what it has said of the mail under way."""

    def __init__(self, folder: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.folder, self.reader, self.writer = folder, reader, writer
        self.sender: str | None = None
        self.recipients: list[str] = []

    async def serve(self) -> None:
        """Answers until the client leaves or falls silent."""
        try:
            await self.say("220 catcher: nothing is delivered from here")
            while await self.answer(await self.line()):
                pass
        except (asyncio.TimeoutError, asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            self.writer.close()

    async def answer(self, line: bytes) -> bool:
        """Answers one command; False after the last."""
        words = line.decode("utf-8", "replace").strip()
        verb = words.partition(" ")[0].upper()
        if not line or verb == "QUIT":
            await self.say("221 bye")
            return False
        handler = getattr(self, f"on_{verb.lower()}", None) if verb.isalpha() else None
        await self.say(await handler(words) if handler else "502 not known here")
        return True

    async def on_ehlo(self, _words: str) -> str:
        """What is offered."""
        self.begin()
        return f"250-catcher\r\n250-8BITMIME\r\n250 SIZE {LARGEST}"

    async def on_helo(self, _words: str) -> str:
        """The old greeting."""
        self.begin()
        return "250 catcher"

    async def on_mail(self, words: str) -> str:
        """The sender of a mail."""
        self.begin()
        found = _ADDRESS.search(words)
        if found is None:
            return "501 MAIL FROM:<address>"
        self.sender = found[1]
        return "250 ok"

    async def on_rcpt(self, words: str) -> str:
        """A recipient, taken unless its address asks for another answer."""
        found = _ADDRESS.search(words)
        if self.sender is None:
            return "503 MAIL first"
        if found is None or not found[1]:
            return "501 RCPT TO:<address>"
        asked = _ANSWER.search(found[1])
        if asked and not asked[1]:
            return f"{asked[2]} <{found[1]}> is answered as it asks"
        self.recipients.append(found[1])
        return "250 ok"

    async def on_data(self, _words: str) -> str:
        """The message itself."""
        if not self.recipients:
            return "503 RCPT first"
        await self.say("354 end with a dot")
        lines, size = [], 0
        while (line := await self.line()) != b".\r\n":
            if not line:
                raise ConnectionError
            size += len(line)
            lines.append(line[1:] if line.startswith(b".") else line)
        asked = next((found for each in self.recipients if (found := _ANSWER.search(each))), None)
        answer = f"{asked[2]} the message is answered as its address asks" if asked else "250 kept"
        if size > LARGEST:
            answer = "552 too large"
        if answer.startswith("250"):
            self.keep(b"".join(lines))
        self.begin()
        return answer

    async def on_rset(self, _words: str) -> str:
        """Forget the mail under way."""
        self.begin()
        return "250 ok"

    async def on_noop(self, _words: str) -> str:
        """Nothing."""
        return "250 ok"

    def begin(self) -> None:
        """No mail is under way."""
        self.sender, self.recipients = None, []

    def keep(self, message: bytes) -> None:
        """Writes a mail as a file, whole or not at all, with who gave it for whom."""
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
        path = self.folder / f"{stamp}-{os.getpid()}-{next(_NUMBERS):06}.eml"
        trace = [f"Return-Path: <{self.sender}>", *(f"Delivered-To: {each}" for each in self.recipients)]
        part = path.with_suffix(".part")
        part.write_bytes("".join(f"{line}\r\n" for line in trace).encode() + message)
        part.replace(path)
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)

    async def line(self) -> bytes:
        """The next line; empty when the client is gone."""
        return await asyncio.wait_for(self.reader.readline(), IDLE_S)

    async def say(self, answer: str) -> None:
        """Answers."""
        self.writer.write(f"{answer}\r\n".encode())
        await asyncio.wait_for(self.writer.drain(), IDLE_S)


async def serve(port: int, folder: Path) -> None:
    """Takes mail until the process ends."""
    folder.mkdir(parents=True, exist_ok=True)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Session(folder, reader, writer).serve()

    server = await asyncio.start_server(meet, HOST, port, limit=LONGEST_LINE)
    print(f"keeps mail in {folder}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
