using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tandem.Store;

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : TandemDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<Guid>().HaveConversion<GuidConverter>();
        configuration.DefaultTypeMapping<Guid>().HasConversion<GuidConverter>(); // parameters of SQL written by hand
    }

    /// <summary>16 bytes instead of 36 letters: these ids stand in every key. Big-endian reads like the printed form.</summary>
    private sealed class GuidConverter() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true),
        bytes => new Guid(bytes, true));
}
