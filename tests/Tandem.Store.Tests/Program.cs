using Tandem.Store.Tests;
using Xunit.MicrosoftTestingPlatform;

// The tests; or, with "victim" or "upgrade", the process that one of them kills again and again.
return args switch
{
    ["victim", var connectionString, .. var rest] => await Victim.RunAsync(connectionString, rest),
    ["upgrade", var connectionString, var folder] => await Released.UpgradeAsync(connectionString, folder),
    _ => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
};
