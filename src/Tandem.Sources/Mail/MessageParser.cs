using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>Turns raw messages into fields: one pass over the header, and into the body only where a wait may open.</summary>
internal sealed class MessageParser(Key key, MailReadOptions options, CandidateSides sides)
{
    private static readonly SearchValues<byte> NeverInBareId = SearchValues.Create(" \t\r\n<>"u8);

    public void Parse(Block block)
    {
        foreach (var raw in CollectionsMarshal.AsSpan(block.Raw))
        {
            block.Parsed.Add(new Pass(block, raw, key).Run(options, sides));
        }
    }

    /// <summary>One message on its way.</summary>
    private ref struct Pass(Block block, RawMessage raw, Key key)
    {
        private readonly ReadOnlySpan<byte> message = block.Bytes.AsSpan(raw.Start, raw.Length);
        private ParsedMessage parsed;
        private ReadOnlySpan<byte> id;
        private ReadOnlySpan<byte> date;
        private ReadOnlySpan<byte> subject;
        private ReadOnlySpan<byte> answered;
        private ReadOnlySpan<byte> references;
        private ReadOnlySpan<byte> replyTo;
        private ReadOnlySpan<byte> originalFrom;
        private ReadOnlySpan<byte> listId;
        private ReadOnlySpan<byte> listPost;
        private ReadOnlySpan<byte> precedence;
        private Signs signs;
        private int bodyStart;
        private int fieldCount;

        public ParsedMessage Run(MailReadOptions options, CandidateSides sides)
        {
            parsed = new() { Author = -1, SentAt = Message.Undated, FirstSlot = block.Slots.Count };
            ReadHeader();
            PlaceAddresses();
            ReadDate();
            ReadLinks();
            ReadKind();
            FindAuthor();
            Identify();
            if (options.Texts && !subject.IsEmpty)
            {
                parsed.Subject = EncodedWords.Decode(subject);
            }

            ReadBody(options, sides);
            return parsed;
        }

        private void ReadHeader()
        {
            var fields = new HeaderFields(message[..Math.Min(message.Length, Limits.HeaderBytes)]);
            while (fields.MoveNext())
            {
                fieldCount++;
                Take(fields);
            }

            bodyStart = fields.BodyStart;
            if (message.Length >= Limits.HeaderBytes && bodyStart >= Limits.HeaderBytes)
            {
                parsed.Problem = ProblemReason.HeaderTooLong;
            }
            else if (fieldCount == 0)
            {
                parsed.Problem = ProblemReason.NoHeader;
            }
        }

        /// <summary>First by length, then by name: most fields are passed over after one comparison.</summary>
        private void Take(HeaderFields field)
        {
            var value = field.Value;
            switch (field.Name.Length)
            {
                case 2 when field.Is("to"u8):
                    ReadAddresses(value, AddressMarks.To, block.To);
                    break;
                case 2 when field.Is("cc"u8):
                    ReadAddresses(value, AddressMarks.Cc, block.Cc);
                    break;
                case 4 when field.Is("from"u8):
                    ReadAddresses(value, AddressMarks.From, block.From);
                    break;
                case 4 when field.Is("date"u8):
                    First(ref date, value);
                    break;
                case 7 when field.Is("subject"u8):
                    First(ref subject, value[..Math.Min(value.Length, Limits.SubjectBytes)]);
                    break;
                case 7 when field.Is("list-id"u8):
                    First(ref listId, value);
                    break;
                case 8 when field.Is("reply-to"u8):
                    First(ref replyTo, value);
                    break;
                case 9 when field.Is("list-post"u8):
                    First(ref listPost, value);
                    break;
                case 10 when field.Is("message-id"u8):
                    First(ref id, value);
                    break;
                case 10 when field.Is("references"u8):
                    First(ref references, value);
                    break;
                case 10 when field.Is("precedence"u8):
                    First(ref precedence, value);
                    break;
                case 11 when field.Is("in-reply-to"u8):
                    First(ref answered, value);
                    break;
                case 15 when field.Is("x-original-from"u8):
                    First(ref originalFrom, value);
                    break;
                default:
                    signs.See(field.Name, value);
                    break;
            }
        }

        private static void First(ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
        {
            if (field.IsEmpty)
            {
                field = value;
            }
        }

        private void ReadAddresses(ReadOnlySpan<byte> value, AddressMarks mark, List<AddressSlot> found)
        {
            var list = new AddressList(value, block.Text);
            while (list.MoveNext())
            {
                if (found.Count >= Limits.AddressesPerField)
                {
                    parsed.Problem = ProblemReason.TooMany;
                    return;
                }

                found.Add(SlotOf(list.Current, value, mark));
            }
        }

        private readonly AddressSlot SlotOf(ParsedAddress address, ReadOnlySpan<byte> value, AddressMarks mark)
        {
            var name = value[address.Name];
            return new(
                address.Address.Start.Value, address.Address.End.Value - address.Address.Start.Value,
                name.IsEmpty ? 0 : IndexIn(name), name.Length, mark);
        }

        private readonly int IndexIn(ReadOnlySpan<byte> part)
        {
            _ = message.Overlaps(part, out var offset);
            return raw.Start + offset;
        }

        /// <summary>From, To and Cc follow each other in the block's slots, whatever their order in the header.</summary>
        private void PlaceAddresses()
        {
            (parsed.FromCount, parsed.ToCount, parsed.CcCount) = (block.From.Count, block.To.Count, block.Cc.Count);
            foreach (var field in (ReadOnlySpan<List<AddressSlot>>)[block.From, block.To, block.Cc])
            {
                block.Slots.AddRange(field);
                field.Clear();
            }
        }

        private void ReadDate()
        {
            if (!date.IsEmpty && MailDate.TryParse(date, out var seconds))
            {
                parsed.SentAt = seconds;
            }
            else if (!date.Trim(" \t\r\n"u8).IsEmpty)
            {
                parsed.Problem ??= ProblemReason.BadDate;
                parsed.ProblemDetail = Charsets.DecodeUnnamed(date[..Math.Min(date.Length, 80)]).Trim();
            }
        }

        private void ReadLinks()
        {
            parsed.FirstLink = block.Links.Count;
            parsed.AnswerCount = ReadIds(answered, Limits.LinksPerMessage);
            parsed.ReferenceCount = ReadIds(references, Limits.LinksPerMessage - Math.Min(parsed.AnswerCount, 100));
            if (parsed.AnswerCount == 0 && parsed.ReferenceCount == 0)
            {
                parsed.Traits |= Traits.Starts;
            }
        }

        /// <summary>Beyond the limit the first and the last are kept: the root, and the parent.</summary>
        private int ReadIds(ReadOnlySpan<byte> value, int most)
        {
            block.Ids.Clear();
            while (TryId(ref value, out var named))
            {
                block.Ids.Add(key.Of(named));
            }

            var ids = CollectionsMarshal.AsSpan(block.Ids);
            if (ids.Length <= most)
            {
                block.Links.AddRange(ids);
                return ids.Length;
            }

            parsed.Problem ??= ProblemReason.TooMany;
            block.Links.AddRange(ids[..(most / 2)]);
            block.Links.AddRange(ids[^(most - (most / 2))..]);
            return most;
        }

        /// <summary>The next <c>&lt;...&gt;</c> that is not empty, without its brackets.</summary>
        private static bool TryId(ref ReadOnlySpan<byte> value, out ReadOnlySpan<byte> id)
        {
            id = default;
            while (id.IsEmpty)
            {
                var start = value.IndexOf((byte)'<');
                var length = start < 0 ? -1 : value[(start + 1)..].IndexOf((byte)'>');
                if (length < 0)
                {
                    return false;
                }

                id = value.Slice(start + 1, length);
                value = value[(start + length + 2)..];
            }

            return true;
        }

        private void ReadKind()
        {
            var list = ListAddress.Of(listId, listPost);
            var isAddressed = MarkList(list);
            var prior = precedence.Trim(" \t\r\n"u8);
            if (signs.IsAutomatic || Equal(prior, "auto_reply"u8) || Automata.IsSubject(subject) || IsMailerDaemon())
            {
                parsed.Traits |= Traits.Automatic;
            }

            if (raw.IsDraft || signs.IsDraft)
            {
                parsed.Traits |= Traits.Unsent;
            }

            if (signs.IsSpam)
            {
                parsed.Traits |= Traits.Bulk;
            }
            else if (!list.IsNone && (isAddressed || Equal(prior, "list"u8) || !listPost.IsEmpty))
            {
                parsed.Traits |= Traits.List;
            }
            else if (!list.IsNone || signs.CanUnsubscribe || Equal(prior, "bulk"u8) || Equal(prior, "junk"u8))
            {
                parsed.Traits |= Traits.Bulk;
            }
        }

        /// <summary>Whether the list's own address stands in To or Cc (or rewritten in From); marks it where it does.</summary>
        private readonly bool MarkList(ListAddress list)
        {
            if (list.IsNone)
            {
                return false;
            }

            var found = false;
            for (var slot = parsed.FirstSlot; slot < block.Slots.Count; slot++)
            {
                var here = block.Slots[slot];
                if (list.Is(TextOf(here)))
                {
                    block.Slots[slot] = here with { Marks = here.Marks | AddressMarks.List };
                    found = true;
                }
            }

            return found;
        }

        private readonly ReadOnlySpan<byte> TextOf(AddressSlot slot) => block.Text.Written(slot.TextStart..(slot.TextStart + slot.TextLength));

        private readonly bool IsMailerDaemon() =>
            parsed.FromCount > 0 && TextOf(block.Slots[parsed.FirstSlot]) is var text
            && (text.StartsWith("mailer-daemon@"u8) || text.StartsWith("postmaster@"u8));

        private static bool Equal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> lowerCased) => Ascii.EqualsIgnoreCase(value, lowerCased);

        /// <summary>
        /// A From line that a list rewrote belongs to the author named in X-Original-From or, without one, to the first
        /// address of Reply-To that is not the list's.
        /// </summary>
        private void FindAuthor()
        {
            if (parsed.FromCount == 0)
            {
                return;
            }

            parsed.Author = parsed.FirstSlot;
            var author = block.Slots[parsed.Author];
            if (!IsRewritten(author))
            {
                return;
            }

            var host = HostOf(TextOf(author));
            if (TryOther(originalFrom, host, out var original))
            {
                (parsed.Author, parsed.Traits) = (original, parsed.Traits | Traits.AuthorFromOriginalFrom);
            }
            else if (TryOther(replyTo, host, out var reply))
            {
                (parsed.Author, parsed.Traits) = (reply, parsed.Traits | Traits.AuthorFromReplyTo);
            }
        }

        /// <summary>
        /// The author's line carries the list's own address, or says "via" at the list's host. A relay that rewrites mail
        /// at a host of people (as patch services do) is no list.
        /// </summary>
        private readonly bool IsRewritten(AddressSlot author)
        {
            if ((author.Marks & AddressMarks.List) != 0)
            {
                return true;
            }

            var host = HostOf(TextOf(author));
            var name = block.Bytes.AsSpan(author.NameStart, author.NameLength);
            return name.IndexOf(" via "u8) > 0 && (ListAddress.Of(listId, listPost).IsAtHost(host) || ListHosts.SaysSo(host));
        }

        private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> address) => address[(address.LastIndexOf((byte)'@') + 1)..];

        private readonly bool TryOther(ReadOnlySpan<byte> value, ReadOnlySpan<byte> listHost, out int slot)
        {
            var list = new AddressList(value, block.Text);
            while (list.MoveNext())
            {
                var host = HostOf(block.Text.Written(list.Current.Address));
                if (!host.SequenceEqual(listHost) && !ListHosts.SaysSo(host))
                {
                    slot = block.Slots.Count;
                    block.Slots.Add(SlotOf(list.Current, value, AddressMarks.None));
                    return true;
                }
            }

            slot = -1;
            return false;
        }

        /// <summary>By Message-ID, else by what the message says: date, author, recipients, subject and the head of its body.</summary>
        private void Identify()
        {
            var value = id;
            if (TryId(ref value, out var named) || IsBareId(id, out named))
            {
                (parsed.IdStart, parsed.IdLength) = (IndexIn(named), named.Length);
                parsed.Id = key.Of(named);
                return;
            }

            var start = block.Text.Length;
            block.Text.Add("content:"u8);
            AddWords(date);
            AddWords(subject);
            for (var slot = parsed.FirstSlot; slot < parsed.FirstSlot + parsed.FromCount + parsed.ToCount + parsed.CcCount; slot++)
            {
                block.Text.Add(TextOf(block.Slots[slot]).ToArray());
                block.Text.Add((byte)'\n');
            }

            AddWords(message[bodyStart..][..Math.Min(1024, message.Length - bodyStart)]);
            parsed.Id = key.Of(block.Text.Written(start..block.Text.Length));
            block.Text.Length = start;
        }

        /// <summary>Some programs forget the brackets.</summary>
        private static bool IsBareId(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> id)
        {
            id = value.Trim(" \t\r\n"u8);
            return id.IndexOf((byte)'@') > 0 && !id.ContainsAny(NeverInBareId);
        }

        /// <summary>Line ends and blanks differ between copies of one message; its words do not.</summary>
        private readonly void AddWords(ReadOnlySpan<byte> text)
        {
            foreach (var b in text)
            {
                if (b > ' ')
                {
                    block.Text.Add(b);
                }
            }

            block.Text.Add((byte)'\n');
        }

        private void ReadBody(MailReadOptions options, CandidateSides sides)
        {
            var body = message[bodyStart..].Trim(" \t\r\n"u8);
            if (body.IsEmpty)
            {
                return;
            }

            parsed.Traits |= Traits.Body;
            var mayAsk = parsed.Author >= 0 && (parsed.Traits & (Traits.Automatic | Traits.Bulk | Traits.Unsent)) == 0 && MayAsk(sides);
            if (!mayAsk && !options.Bodies)
            {
                return;
            }

            var text = MimeText.Of(message);
            parsed.Body = options.Bodies ? text : null;
            if (mayAsk && text is not null)
            {
                parsed.Traits |= Traits.BodyRead | Ask.In(text, (parsed.Traits & Traits.Starts) != 0 ? EncodedWords.Decode(subject) : "");
            }
        }

        /// <summary>One side writes to the other, as far as the addresses alone can tell.</summary>
        private readonly bool MayAsk(CandidateSides sides)
        {
            if (sides.IsEmpty || sides.Of(TextOf(block.Slots[parsed.Author])) is not (var author and not CandidateSides.None))
            {
                return false;
            }

            for (var at = 0; at < parsed.ToCount; at++)
            {
                var side = sides.Of(TextOf(block.Slots[parsed.FirstSlot + parsed.FromCount + at]));
                if (side != CandidateSides.None && side != author)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
