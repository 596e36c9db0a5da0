using Microsoft.EntityFrameworkCore;

namespace Tandem.Store;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : TandemDb(options);
