using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tandem.Store;

/// <summary>Names in the database are lower case with underscores: <c>MailMessageRow.SentAt</c> is <c>mail_message.sent_at</c>.</summary>
internal static partial class SnakeCase
{
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart { get; }

    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            if (!entity.IsMappedToJson())
            {
                entity.SetTableName(TableOf(entity.ClrType));
            }
        }

        foreach (var entity in model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            NameColumns(entity);
            NameConstraints(entity);
        }
    }

    /// <summary>The framework's own tables begin with what they are about: <c>IdentityUserLogin</c> is <c>account_login</c>.</summary>
    private static string TableOf(Type row)
    {
        const string OfTheFramework = "IdentityUser";
        var name = row.Name.Split('`')[0];
        return name.StartsWith(OfTheFramework, StringComparison.Ordinal) ? Of("Account" + name[OfTheFramework.Length..]) : Of(name[..^"Row".Length]);
    }

    public static string Of(string name) => WordStart.Replace(name, "_").ToLowerInvariant();

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Of(property.Name));
        }
    }

    /// <summary>Short enough for PostgreSQL's 63 letters: what every key begins with is left out.</summary>
    private static void NameConstraints(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}{Tail(key.Properties)}");
        }

        foreach (var foreign in entity.GetForeignKeys())
        {
            foreign.SetConstraintName($"fk_{table}_{foreign.PrincipalEntityType.GetTableName()}{Tail(foreign.Properties)}");
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"ix_{table}{Tail(index.Properties)}");
        }
    }

    private static string Tail(IEnumerable<IMutableProperty> properties) => string.Concat(
        properties.Where(p => p.Name is not ("RelationshipId" or "Side")).Select(p => "_" + Of(p.Name)));
}
