using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Tandem.Store.People;

/// <summary>The framework's own store of accounts over our tables; the connection goes with it.</summary>
internal sealed class Accounts(TandemDb db) : UserOnlyStore<
    IdentityUser<Guid>, TandemDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(db),
    IDisposable
{
    void IDisposable.Dispose()
    {
        Dispose();
        Context.Dispose();
    }
}
