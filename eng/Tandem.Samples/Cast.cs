namespace Tandem.Samples;

/// <summary>Everybody in the story. Nobody of them exists; telephone numbers are from the ranges kept free for
/// fiction.</summary>
internal static class Cast
{
    private static readonly MailProgram Aldermere = new("Heron Mail 12.4", "utf-8", "quoted-printable", true,
        Quoting.Above, false, "mail.aldermere.example");
    private static readonly MailProgram Terminal = new("Larkmail/2.2.9", "utf-8", "8bit", false, Quoting.Between, true,
        "dev.aldermere.example");
    private static readonly MailProgram Exchange = new("Fjord Office 16.0", "utf-8", "base64", true, Quoting.Outlook,
        false, "ex01.norrvik.example");
    private static readonly MailProgram Norrvik = new("Fjord Webmail", "utf-8", "quoted-printable", true, Quoting.Above,
        false, "ex02.norrvik.example");
    private static readonly MailProgram Old = new("Postlada 6.1", "iso-8859-1", "quoted-printable", false,
        Quoting.Above, true, "norrvik.example");
    private static readonly MailProgram Lyon = new("Courrier 9", "iso-8859-1", "8bit", false, Quoting.Above, true,
        "lyon.norrvik.example", References: false);
    private static readonly MailProgram Gmail = new("", "utf-8", "quoted-printable", true, Quoting.Above, false,
        "mail.gmail.com");
    private static readonly MailProgram Carrier = new("FraktPost 3", "iso-8859-1", "base64", false, Quoting.Above, true,
        "oresundfrakt.example");

    public static readonly IReadOnlyList<Person> Everybody =
    [
        Us("ellison", "Mara Ellison", "Account lead", "account", "en", Zone.London, "+44 20 7946 0112", Aldermere),
        Us("anand", "Dev Anand", "Solutions engineer", "solutions", "en", Zone.London, "+44 20 7946 0125", Terminal),
        Us("ashby", "Tom Ashby", "Support", "support", "en", Zone.London, "+44 20 7946 0131", Aldermere),
        Us("wirth", "Lena Wirth", "Field service, Malmö", "field support", "sv en", Zone.Central, "+46 40 628 04 21",
            Terminal),
        Us("sole", "Ingrid Sole", "Operations director", "operations", "en", Zone.London, "+44 20 7946 0104",
            Aldermere),
        Us("petrov", "Jonas Petrov", "Technology", "technology", "en", Zone.London, "+44 20 7946 0140", Terminal),
        Us("brandt", "Sofia Brandt", "Coordination, Malmö", "coordination training finance account", "sv en",
            Zone.Central, "+46 40 628 04 22", Aldermere),
        Us("morel", "Julien Morel", "Training and site support, Lyon", "training account field coordination", "fr en",
            Zone.Central, "+33 4 65 71 00 18", Aldermere),
        Us("benali", "Nadia Benali", "Support", "support solutions", "fr en", Zone.Central, "+33 4 65 71 00 19",
            Terminal),
        Us("nair", "Priya Nair", "Finance", "finance", "en", Zone.London, "+44 20 7946 0150", Aldermere),
        Us("calder", "Ruth Calder", "Chief executive", "chief", "en", Zone.London, "+44 20 7946 0100", Aldermere),
        Them("fournier", "Camille Fournier", "Head of operations", "operations", "fr en", Norrvik),
        Them("sjogren", "Elin Sjögren", "Supply planning", "planning", "sv en", Norrvik),
        Them("lindqvist", "Oskar Lindqvist", "IT", "it", "sv en", Old),
        Them("vall", "Henrik Vall", "Finance director", "finance", "sv en", Exchange),
        Them("haddad", "Amira Haddad", "Procurement", "procurement", "fr en", Exchange),
        Them("bossard", "Marc Bossard", "Site manager, Lyon", "lyon", "fr en", Lyon, "lyon.norrvik.example"),
        Them("ferrand", "Lucie Ferrand", "Quality, Lyon", "quality", "fr en", Lyon, "lyon.norrvik.example"),
        Them("akerblom", "Johan Åkerblom", "Maintenance, Malmö", "maintenance", "sv en", Old),
        Them("hakansson", "Anna Håkansson", "Warehouse, Malmö", "warehouse", "sv en", Norrvik),
        Them("norrby", "Per Norrby", "Chief executive", "chief", "sv en", Exchange),
        new("strand", "Nils Strand", "bokning@oresundfrakt.example", "Dispatch, Öresund Fria Frakt", Group.Third,
            ["carrier"], ["en", "sv"],
            Zone.Central, "+46 40 628 04 60", Carrier),
        new("nyholm", "Petra Nyholm", "nyholm.refrigeration.sample@gmail.com", "Refrigeration engineer", Group.Third,
            ["consultant"], ["en", "sv"],
            Zone.Central, "+46 40 628 04 77", Gmail),
    ];

    public static Person Named(string key) => Everybody.First(person => person.Key == key);

    private static Person Us(
        string key, string name, string title, string roles, string languages, Zone zone, string phone,
            MailProgram program) =>
        new(key, name, AddressOf(name, "aldermere.example"), title, Group.Us, roles.Split(' '), languages.Split(' '),
            zone, phone, program);

    private static Person Them(
        string key, string name, string title, string roles, string languages, MailProgram program,
            string host = "norrvik.example")
    {
        var number = 10 + Dice.For(key).Below(80);
        var phone = languages.StartsWith("fr", StringComparison.Ordinal) ? $"+33 4 65 71 01 {number}"
            : $"+46 40 628 05 {number}";
        return new(key, name, AddressOf(name, host), title, Group.Them, roles.Split(' '), languages.Split(' '),
            Zone.Central, phone, program);
    }

    private static string AddressOf(string name, string host) =>
        name.ToLowerInvariant().Replace(' ', '.').Replace('ö', 'o').Replace('å', 'a') + "@" + host;
}
