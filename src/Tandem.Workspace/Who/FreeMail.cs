using System.Collections.Frozen;

namespace Tandem.Workspace.Who;

/// <summary>
/// Hosts where people who do not work together have their mailboxes: free mail and access providers. None of them
/// becomes an organization by itself; their people are named one by one.
/// </summary>
public static class FreeMail
{
    private static readonly FrozenSet<string> Hosts = new[]
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "hotmail.co.uk", "hotmail.fr", "hotmail.se",
        "hotmail.de", "hotmail.it", "hotmail.es", "live.se", "live.fr", "live.co.uk", "live.de", "live.nl", "live.ca", "live.com.au",
        "outlook.fr", "outlook.de", "outlook.es", "outlook.se", "passport.com",
        "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.se", "yahoo.ca", "yahoo.com.br", "yahoo.co.jp",
        "yahoo.co.in", "yahoo.in", "yahoo.com.au", "yahoo.com.cn", "yahoo.cn", "yahoo.com.tw", "ymail.com", "rocketmail.com", "myyahoo.com",
        "aol.com", "aim.com", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me", "tutanota.com",
        "tutanota.de", "tuta.io", "tutamail.com", "hushmail.com", "fastmail.com", "fastmail.fm", "mailbox.org", "posteo.de", "posteo.net",
        "riseup.net", "zoho.com", "mail.com", "email.com", "usa.net", "gmx.com", "gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.fr", "web.de",
        "t-online.de", "freenet.de", "arcor.de", "online.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "bbox.fr",
        "neuf.fr", "numericable.fr", "telia.com", "spray.se", "bredband.net", "comhem.se", "tele2.se", "swipnet.se", "telia.se", "bahnhof.se",
        "online.no", "broadpark.no", "mail.dk", "jubii.dk", "luukku.com", "libero.it", "virgilio.it", "tin.it", "alice.it", "tiscali.it",
        "tiscali.co.uk", "btinternet.com", "btopenworld.com", "ntlworld.com", "virginmedia.com", "talktalk.net", "sky.com", "blueyonder.co.uk",
        "mail.ru", "inbox.ru", "list.ru", "bk.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru", "ukr.net", "seznam.cz", "centrum.cz",
        "email.cz", "wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl", "poczta.fm", "abv.bg", "freemail.hu", "citromail.hu",
        "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "aliyun.com",
        "naver.com", "daum.net", "hanmail.net", "nate.com", "rediffmail.com", "uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br",
        "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "pacbell.net", "cox.net", "charter.net", "earthlink.net",
        "mindspring.com", "juno.com", "netzero.net", "optonline.net", "roadrunner.com", "rr.com", "frontier.com", "windstream.net",
        "centurylink.net", "q.com", "embarqmail.com", "rogers.com", "shaw.ca", "sympatico.ca", "videotron.ca", "telus.net",
        "bigpond.com", "bigpond.net.au", "optusnet.com.au", "iinet.net.au", "xtra.co.nz", "home.nl", "ziggo.nl", "kpnmail.nl", "planet.nl",
        "xs4all.nl", "skynet.be", "telenet.be", "bluewin.ch", "hispeed.ch", "aon.at", "chello.at", "users.sourceforge.net",
        "users.noreply.github.com",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>As in <c>yahoo.com.au</c>: a provider under any country's ending.</summary>
    private const int LongestEnding = 6;

    private static readonly string[] Families = ["yahoo.", "hotmail.", "live.", "outlook.", "gmx."];

    public static bool Has(string domain) =>
        Hosts.Contains(domain)
        || Families.Any(family => domain.StartsWith(family, StringComparison.Ordinal) && domain.Length <= family.Length + LongestEnding);
}
