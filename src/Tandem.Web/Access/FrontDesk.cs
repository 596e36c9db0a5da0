using System.Threading.Channels;
using Microsoft.AspNetCore.Identity;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Person = Tandem.Workspace.People.Person;

namespace Tandem.Web.Access;

/// <summary>
/// Writes the letters, one after the other, after the request that asked for them was answered: how long an answer takes says
/// nothing about whether there is an account, and a slow mail server keeps nobody waiting.
/// </summary>
internal sealed partial class FrontDesk(
    IServiceScopeFactory scopes, IPostOffice post, Hosting hosting, TimeProvider time, ILogger<FrontDesk> log) : BackgroundService
{
    private const int Most = 1000;

    private readonly Channel<Func<IServiceProvider, CancellationToken, Task>> errands =
        Channel.CreateBounded<Func<IServiceProvider, CancellationToken, Task>>(Most);

    /// <summary>A link to confirm the address; to an address that has an account, that it has one.</summary>
    public void Register(string address, string language, Uri here, string back) => Take(async (services, ct) =>
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        var account = await users.FindByEmailAsync(address);
        if (account is null)
        {
            account = new() { Id = Guid.NewGuid(), UserName = address, Email = address, LockoutEnabled = true };
            if (!(await users.CreateAsync(account)).Succeeded)
            {
                return; // somebody else was faster: they have the letter
            }

            await services.GetRequiredService<Rooms>().People.SavePersonAsync(
                new(new(account.Id), "", address, language, null, HasShortcuts: true), time.GetUtcNow(), ct);
        }

        // To the address as its owner wrote it: what was typed may only look the same to us.
        address = account.Email!;
        await post.PostAsync(
            account.EmailConfirmed
                ? Letters.KnownAddress(address, language, new(here, "/signin?back=" + Uri.EscapeDataString(back)))
                : Letters.Confirm(address, language, Link(here, "/confirm", account, await users.GenerateEmailConfirmationTokenAsync(account), back)), ct);
    });

    /// <summary>A link to a new password; to an address without an account nothing.</summary>
    public void Reset(string address, Uri here) => Take(async (services, ct) =>
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        if (await users.FindByEmailAsync(address) is { EmailConfirmed: true } account)
        {
            var token = await users.GeneratePasswordResetTokenAsync(account);
            await post.PostAsync(Letters.Reset(account.Email!, await LanguageOfAsync(services, account, ct), Link(here, "/reset/new", account, token)), ct);
        }
    });

    public void TellOfNewBrowser(Person person, string agent, DateTimeOffset at) =>
        Post(Letters.NewBrowser(person.Address, person.Language, agent, at));

    public void TellOfNewPassword(Person person, DateTimeOffset at) => Post(Letters.NewPassword(person.Address, person.Language, at));

    public void Post(Letter letter) => Take((_, ct) => post.PostAsync(letter, ct));

    /// <summary>Where pages are, as the receiver of a letter reaches them.</summary>
    public Uri Here(HttpContext context) => hosting.PublicUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}/");

    /// <summary>Until nothing more comes, not until it is told to stop: see <see cref="StopAsync"/>.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var errand in errands.Reader.ReadAllAsync(CancellationToken.None))
        {
            await RunAsync(errand, CancellationToken.None);
        }
    }

    /// <summary>What is still to be written is written before the process ends.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        errands.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    private void Take(Func<IServiceProvider, CancellationToken, Task> errand)
    {
        if (!errands.Writer.TryWrite(errand))
        {
            LetterDropped(log);
        }
    }

    private async Task RunAsync(Func<IServiceProvider, CancellationToken, Task> errand, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await errand(scope.ServiceProvider, ct);
        }
        catch (Exception broken) // whatever it was: the next letter still goes, and so does the server
        {
            LetterFailed(log, broken);
        }
    }

    private static async Task<string> LanguageOfAsync(IServiceProvider services, Account account, CancellationToken ct) =>
        (await services.GetRequiredService<Rooms>().People.PersonAsync(new(account.Id), ct))?.Language ?? "en";

    private static Uri Link(Uri here, string path, Account account, string token, string back = "/") => new(
        here, $"{path}?account={account.Id:N}&token={Uri.EscapeDataString(token)}" + (back == "/" ? "" : "&back=" + Uri.EscapeDataString(back)));

    [LoggerMessage(Level = LogLevel.Error, Message = "A letter could not be posted")]
    private static partial void LetterFailed(ILogger log, Exception broken);

    [LoggerMessage(Level = LogLevel.Error, Message = "More letters are waiting than can be kept; one was dropped")]
    private static partial void LetterDropped(ILogger log);
}
