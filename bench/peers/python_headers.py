"""Reads an mbox with Python's header-only parser and touches what Tandem reads. Prints messages per second."""
import re
import sys
import time
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.policy import compat32, default
from email.utils import getaddresses, mktime_tz, parsedate_tz

TOKEN = re.compile(r"<([^<>]+)>")


def headers(path):
    """The header block of each message: separators stand at the start or after an empty line."""
    block, in_header, blank = [], False, True
    with open(path, "rb") as file:
        for line in file:
            if blank and line.startswith(b"From "):
                if block:
                    yield b"".join(block)
                block, in_header = [], True
            elif in_header:
                block.append(line)
                in_header = line not in (b"\n", b"\r\n")
            blank = line in (b"\n", b"\r\n")
    if block:
        yield b"".join(block)


def main():
    started, count = time.perf_counter(), 0
    policy = default if sys.argv[2:] == ["default"] else compat32
    parser = BytesHeaderParser(policy=policy)
    for block in headers(sys.argv[1]):
        message = parser.parsebytes(block)
        date = parsedate_tz(message["Date"] or "")
        _ = date and mktime_tz(date)
        for field in ("From", "To", "Cc"):
            _ = getaddresses([str(value) for value in message.get_all(field, [])])
        _ = decode_header(str(message["Subject"] or ""))
        for field in ("Message-ID", "In-Reply-To", "References"):
            _ = TOKEN.findall(str(message[field] or ""))
        count += 1
    print(f"Python, {'default policy' if policy is default else 'compat32'}\t{count}\t{count / (time.perf_counter() - started):.0f}")


main()
