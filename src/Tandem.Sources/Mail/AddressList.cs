using System.Buffers;

namespace Tandem.Sources.Mail;

/// <summary>One address of a list: where its parts stand in the value that was parsed, or in the scratch text.</summary>
/// <param name="Address">Lower-cased address, in the scratch buffer.</param>
/// <param name="Name">The words beside it as written (quotes and encoded words still inside), in the value.</param>
internal readonly record struct ParsedAddress(Range Address, Range Name);

/// <summary>
/// Reads address lists: RFC 5322 with groups, routes, comments, quoted pairs and obsolete forms, raw 8-bit and UTF-8
/// (RFC 6532). What is not an address with exactly one @ and no blank is passed over. One pass, no recursion, no copies
/// but the address itself.
/// </summary>
internal ref struct AddressList
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create("()<>@,:;.\"[] \t\r\n"u8);

    private readonly ReadOnlySpan<byte> value;
    private readonly Scratch scratch;
    private int at;

    public AddressList(ReadOnlySpan<byte> value, Scratch scratch)
    {
        this.value = value;
        this.scratch = scratch;
    }

    public ParsedAddress Current { get; private set; }

    /// <summary>Whether anything that should have been an address was passed over.</summary>
    public int PassedOver { get; private set; }

    public bool MoveNext()
    {
        while (at < value.Length)
        {
            var start = at;
            if (TryNext(out var parsed))
            {
                Current = parsed;
                return true;
            }

            if (at == start)
            {
                at++;
            }
        }

        return false;
    }

    /// <summary>Reads up to the next separator: a phrase with an angle address, a bare address, or the head of a group.</summary>
    private bool TryNext(out ParsedAddress parsed)
    {
        parsed = default;
        SkipBlanksAndComments();
        var start = at;
        var nameEnd = at;
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)',' or (byte)';' or (byte)':':
                    at++;
                    return false;
                case (byte)'<':
                    return TryAngle(start..nameEnd, out parsed);
                case (byte)'@':
                    at = start;
                    return TryBare(out parsed);
                case (byte)'.':
                    at++;
                    break;
                case (byte)'"':
                    SkipQuoted();
                    break;
                case (byte)'[':
                    SkipLiteral();
                    break;
                case (byte)'>' or (byte)']' or (byte)')':
                    at++;
                    break;
                default:
                    SkipAtom();
                    break;
            }

            nameEnd = at;
            SkipBlanksAndComments();
        }

        return false;
    }

    /// <summary><c>name &lt;route:local@domain&gt;</c></summary>
    private bool TryAngle(Range name, out ParsedAddress parsed)
    {
        parsed = default;
        at++;
        SkipRoute();
        var ok = TrySpec(insideAngle: true, out var address);
        while (at < value.Length && value[at] is not ((byte)'>' or (byte)','))
        {
            at++;
        }

        at += at < value.Length && value[at] == '>' ? 1 : 0;
        if (ok)
        {
            parsed = new(address, name);
        }

        SkipToSeparator();
        return ok;
    }

    /// <summary>A bare address; before an angle address it is only the name that somebody's program put there.</summary>
    private bool TryBare(out ParsedAddress parsed)
    {
        var start = at;
        var ok = TrySpec(insideAngle: false, out var address);
        if (at < value.Length && value[at] == '<')
        {
            return TryAngle(start..at, out parsed);
        }

        var comment = CommentAfter();
        parsed = new(address, comment);
        SkipToSeparator();
        return ok;
    }

    /// <summary>Copies <c>local@domain</c> into the scratch, lower-cased, comments and folds left out.</summary>
    private bool TrySpec(bool insideAngle, out Range address)
    {
        var start = scratch.Length;
        var (ats, blanks) = (0, false);
        var afterWord = false;
        while (at < value.Length)
        {
            var b = value[at];
            if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'(')
            {
                SkipBlanksAndComments();
                // Two words without a dot or an @ between them are no address.
                blanks |= afterWord && at < value.Length && !Separates(value[at]);
                continue;
            }

            if (b is (byte)',' or (byte)';' or (byte)'>' or (byte)'<' || (b == ':' && !insideAngle))
            {
                break;
            }

            if (b == '"' && ats == 0)
            {
                CopyQuoted();
                afterWord = true;
                continue;
            }

            if (b == '[' && ats > 0)
            {
                var literal = at;
                SkipLiteral();
                scratch.Add(value[literal..at]);
                afterWord = true;
                continue;
            }

            if (Separates(b))
            {
                ats += b == '@' ? 1 : 0;
                blanks |= b == ':';
                afterWord = false;
                scratch.Add(b);
                at++;
                continue;
            }

            CopyAtom();
            afterWord = true;
        }

        address = start..scratch.Length;
        var spec = scratch.Written(address);
        var local = spec.IndexOf((byte)'@');
        if (ats == 1 && !blanks && local > 0 && local < spec.Length - 1 && spec.Length <= Core.Vocabulary.Limits.AddressBytes
            && !spec.ContainsAny((byte)' ', (byte)'\t'))
        {
            scratch.Lower(address);
            return true;
        }

        PassedOver++;
        scratch.Length = start;
        address = default;
        return false;
    }

    private static bool Separates(byte b) => b is (byte)'.' or (byte)'@' or (byte)'>' or (byte)',' or (byte)';' or (byte)'<' or (byte)':';

    private void CopyAtom()
    {
        var start = at;
        SkipAtom();
        scratch.Add(value[start..at]);
    }

    private void CopyQuoted()
    {
        var start = at;
        SkipQuoted();
        scratch.Add(value[start..at]);
    }

    /// <summary>An obsolete source route: <c>@one,@two:</c></summary>
    private void SkipRoute()
    {
        SkipBlanksAndComments();
        if (at >= value.Length || value[at] != '@')
        {
            return;
        }

        var near = value.Slice(at, Math.Min(value.Length - at, Core.Vocabulary.Limits.AddressBytes));
        var end = near.IndexOfAny((byte)':', (byte)'>');
        if (end >= 0 && value[at + end] == ':')
        {
            at += end + 1;
        }
    }

    private readonly Range CommentAfter()
    {
        var from = at;
        while (from < value.Length && value[from] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            from++;
        }

        if (from < value.Length && value[from] == '(')
        {
            var end = value[from..].IndexOf((byte)')');
            return end < 0 ? (from + 1)..value.Length : (from + 1)..(from + end);
        }

        return default;
    }

    private void SkipToSeparator()
    {
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)',' or (byte)';':
                    at++;
                    return;
                case (byte)'"':
                    SkipQuoted();
                    break;
                case (byte)'(':
                    SkipComment();
                    break;
                case (byte)'<':
                    return; // a forgotten comma: the next address begins here
                default:
                    at++;
                    break;
            }
        }
    }

    private void SkipAtom()
    {
        var length = value[at..].IndexOfAny(Ends);
        at = length < 0 ? value.Length : at + Math.Max(1, length);
    }

    private void SkipQuoted()
    {
        for (at++; at < value.Length; at++)
        {
            if (value[at] == '\\')
            {
                at++;
            }
            else if (value[at] == '"')
            {
                at++;
                return;
            }
        }

        at = value.Length;
    }

    private void SkipLiteral()
    {
        var end = value[at..].IndexOf((byte)']');
        at = end < 0 ? value.Length : at + end + 1;
    }

    private void SkipBlanksAndComments()
    {
        while (at < value.Length)
        {
            if (value[at] == '(')
            {
                SkipComment();
            }
            else if (value[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                at++;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var depth = 0;
        for (; at < value.Length; at++)
        {
            if (value[at] == '\\')
            {
                at++;
            }
            else if (value[at] == '(')
            {
                depth++;
            }
            else if (value[at] == ')' && --depth == 0)
            {
                at++;
                return;
            }
        }

        at = value.Length;
    }
}
