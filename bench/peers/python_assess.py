"""The counts, conversations and first replies of `tandem assess`, in Python: what a careful script would do."""
import mailbox
import re
import statistics
import sys
from email.utils import getaddresses, mktime_tz, parsedate_tz

TOKEN = re.compile(r"<([^<>]+)>")


def main():
    path, ours, theirs = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
    rows, parents = {}, {}

    def find(node):
        while parents.setdefault(node, node) != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    total = 0
    for message in mailbox.mbox(path):
        total += 1
        tokens = TOKEN.findall(str(message["Message-ID"] or ""))
        identifier = tokens[0] if tokens else f"none-{total}"
        if identifier in rows:
            continue
        date = parsedate_tz(str(message["Date"] or ""))
        people = [[a.lower() for _, a in getaddresses([str(v) for v in message.get_all(f, [])]) if "@" in a] for f in ("From", "To", "Cc")]
        answered, references = (TOKEN.findall(str(message[f] or "")) for f in ("In-Reply-To", "References"))
        rows[identifier] = (mktime_tz(date) if date else None, people, answered, references)
        for other in answered + references:
            parents[find(other)] = find(identifier)
        find(identifier)

    def side(address):
        host = address.rsplit("@", 1)[-1]
        for number, domains in enumerate((ours, theirs)):
            if any(host == d or host.endswith("." + d) for d in domains):
                return number
        return None

    first = {}
    for identifier, (at, people, answered, references) in rows.items():
        parent = next((a for a in answered[:1] if a in rows), None) or next((r for r in reversed(references) if r in rows), None)
        if parent and parent != identifier and at and rows[parent][0] and people[0] and rows[parent][1][0]:
            by, to = side(people[0][0]), side(rows[parent][1][0][0])
            if by is not None and to is not None and by != to and at >= rows[parent][0]:
                first.setdefault((to, parent), []).append((at - rows[parent][0]) / 3600)
    addresses = {a for row in rows.values() for field in row[1] for a in field}
    delays = [[min(d) for (to, _), d in first.items() if to == number] for number in (0, 1)]
    print(total, len(rows), len({find(i) for i in rows}), len(addresses), *(f"{len(d)} {statistics.median(d):.2f}" for d in delays if d))


main()
