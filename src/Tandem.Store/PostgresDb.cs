using Microsoft.EntityFrameworkCore;
using Tandem.Store.Tables;

namespace Tandem.Store;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : TandemDb(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // What is sorted and searched by its letters alone, as SQLite does: not by the language of the server.
        builder.Entity<PortfolioLineRow>().Property(row => row.NameKey).UseCollation("C");
        builder.Entity<PortfolioWordRow>().Property(row => row.Word).UseCollation("C");
    }
}
