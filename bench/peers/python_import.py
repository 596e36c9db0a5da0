"""Mailbox to committed rows in SQLite with Python: headers only, one row a message, the same columns as Tandem's evidence."""
import json
import re
import sqlite3
import sys
import time
from email.header import decode_header, make_header
from email.utils import getaddresses, mktime_tz, parsedate_tz
import mailbox

TOKEN = re.compile(r"<([^<>]+)>")


def main():
    started, count = time.perf_counter(), 0
    db = sqlite3.connect(sys.argv[2])
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=normal")
    db.execute("create table mail (number integer primary key, id text unique, at integer, author text, recipients text, links text, subject text)")
    for message in mailbox.mbox(sys.argv[1]):
        count += 1
        ids = TOKEN.findall(str(message["Message-ID"] or ""))
        date = parsedate_tz(str(message["Date"] or ""))
        people = [[a.lower() for _, a in getaddresses([str(v) for v in message.get_all(f, [])])] for f in ("From", "To", "Cc")]
        links = [TOKEN.findall(str(message[f] or "")) for f in ("In-Reply-To", "References")]
        subject = str(make_header(decode_header(str(message["Subject"] or ""))))
        db.execute(
            "insert or ignore into mail (id, at, author, recipients, links, subject) values (?, ?, ?, ?, ?, ?)",
            (ids[0] if ids else None, mktime_tz(date) if date else None, (people[0] or [None])[0], json.dumps(people[1:]), json.dumps(links), subject))
        if count % 20000 == 0:
            db.commit()
    db.commit()
    print(f"Python to SQLite\t{count}\t{count / (time.perf_counter() - started):.0f}")


main()
