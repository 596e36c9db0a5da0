using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Tandem.Workspace;

namespace Tandem.Web.Access;

/// <summary>The keys of cookies and forms, where every process of this host finds them.</summary>
internal sealed class SharedKeys(Rooms rooms) : IXmlRepository
{
    private const string Kind = "cookie-key";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. rooms.People.Secrets(Kind).Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => rooms.People.KeepSecret(
        Kind, friendlyName, element.ToString(SaveOptions.DisableFormatting), rooms.Time.GetUtcNow());
}
