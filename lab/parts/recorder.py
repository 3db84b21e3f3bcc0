"""Runs a program on a terminal of its own, types into it what a session says, and records what it shows (asciicast version 2).

Usage: recorder.py SESSION CAST LOG ORDERS PROGRAM [ARGUMENT...]

LOG is the server's log. What the session orders of others, like "power on", is written to ORDERS, a line each. See ../record.session.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

COLUMNS, ROWS = 120, 30
LONGEST_PAUSE = 2.0  # what takes longer is cut
TIME_LIMIT = 240
KEY_SECONDS = 0.04
QUIET_SECONDS = 0.6
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()][0-9A-Z]|[=>78])|\r")
PROMPT = re.compile(r"karaf@root\(\)>\s*$")


class Recorder:
    def __init__(self, program):
        self.events = []
        self.shown = ""
        self.began = time.monotonic()
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(program[0], program)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.partial = b""

    def read(self, seconds):
        """What the program shows within that time; None if nothing."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        data = self.partial + os.read(self.terminal, 65536)
        text = data.decode(errors="ignore")
        self.partial = data[len(text.encode()):] if len(data) - len(text.encode()) < 4 else b""
        self.events.append((time.monotonic() - self.began, text))
        self.shown += ESCAPES.sub("", text)
        return text

    def pause(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(max(0, until - time.monotonic()))

    def await_prompt(self):
        self.await_that(lambda: PROMPT.search(self.shown[-200:]), "the prompt")
        while self.read(QUIET_SECONDS) is not None:
            pass

    def await_line(self, log, pattern):
        def has_line():
            try:
                with open(log, encoding="utf-8", errors="replace") as lines:
                    return any(re.search(pattern, line) for line in lines)
            except FileNotFoundError:
                return False

        self.await_that(has_line, f"a line of the log: {pattern}")

    def await_that(self, condition, what):
        until = time.monotonic() + TIME_LIMIT
        while not condition():
            if time.monotonic() > until:
                sys.exit(f"recorder: waited {TIME_LIMIT} s for {what}. The end of what was shown:\n{self.shown[-2000:]}")
            self.read(0.2)

    def type(self, text):
        for character in text:
            os.write(self.terminal, character.encode())
            self.pause(KEY_SECONDS)
        self.shown = ""
        os.write(self.terminal, b"\r")

    def press(self, key):
        self.shown = ""
        os.write(self.terminal, bytes([ord(key[1]) & 0x1F]) if key.startswith("^") else key.encode())

    def write(self, file, begin):
        """From an event on, with long pauses cut."""
        cast = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS, "title": "Pixiecore in Apache Karaf"})]
        now, before = 0.0, self.events[begin][0]
        for at, text in self.events[begin:]:
            now += min(at - before, LONGEST_PAUSE)
            before = at
            cast.append(json.dumps([round(now, 3), "o", text]))
        cast.append(json.dumps([round(now + LONGEST_PAUSE, 3), "o", ""]))
        with open(file, "w", encoding="utf-8") as out:
            out.write("\n".join(cast) + "\n")


def main():
    session, cast, log, orders, *program = sys.argv[1:]
    recorder = Recorder(program)
    recorder.await_prompt()
    with open(orders, "w", encoding="utf-8", buffering=1) as ordered, open(session, encoding="utf-8") as lines:
        for line in lines:
            order, _, rest = line.strip().partition(" ")
            if order == ">":
                recorder.type(rest)
                recorder.await_prompt()
            elif order == ">>":
                recorder.type(rest)
            elif order == "press":
                recorder.press(rest)
                recorder.await_prompt()
            elif order == "pause":
                recorder.pause(float(rest))
            elif order == "log":
                recorder.await_line(log, rest)
            elif order not in ("", "#") and not order.startswith("#"):
                ordered.write(line)
    recorder.write(cast, 0)


main()
