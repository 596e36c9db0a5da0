using Tandem.Store.Tests;
using Tandem.Store.Tests.Simulation;
using Xunit.MicrosoftTestingPlatform;

// The tests; or one of the processes that they kill; or the replay of one simulation.
return args switch
{
    ["victim", var connectionString, .. var rest] => await Victim.RunAsync(connectionString, rest),
    ["simulate", .. var rest] => await Replay.RunAsync(rest),
    ["scribe", var process, .. var ledgers] => await Scribe.RunAsync(process, ledgers),
    ["eraser", var connectionString, .. var rest] => await Eraser.RunAsync(connectionString, rest),
    ["upgrade", var connectionString, var folder] => await Released.UpgradeAsync(connectionString, folder),
    _ => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
};
