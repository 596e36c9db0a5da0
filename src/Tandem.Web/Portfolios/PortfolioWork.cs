using Tandem.Workspace;
using Tandem.Workspace.Portfolios;

namespace Tandem.Web.Portfolios;

/// <summary>Keeps the portfolio's lines while the pages are served.</summary>
internal sealed partial class PortfolioWork(Rooms rooms, ILogger<PortfolioWork> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var keeper = new PortfolioKeeper(rooms, (id, broken) => LineBroken(log, broken, id.ToString()));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await keeper.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) // the lines can be made anew at any time
            {
                LinesBroken(log, broken);
                await Task.Delay(Patience, rooms.Time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The line of relationship {Id} could not be made; it is tried again later")]
    private static partial void LineBroken(ILogger log, Exception broken, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The lines of the portfolio could not be made; trying again")]
    private static partial void LinesBroken(ILogger log, Exception broken);
}
