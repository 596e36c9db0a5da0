namespace Tandem.Store.Upgrades;

/// <summary>A database that this program does not work with as it is, and has not touched.</summary>
public sealed class WrongSchemaException(Schema schema, StoreOptions options)
    : IOException($"The database has the schema {schema.Found}; this program works with {schema.Wanted}.")
{
    public Schema Schema { get; } = schema;

    public StoreOptions Options { get; } = options;
}
