using Tandem.Store.Tests;
using Xunit.MicrosoftTestingPlatform;

// The tests; or one of the processes that they kill.
return args switch
{
    ["victim", var connectionString, .. var rest] => await Victim.RunAsync(connectionString, rest),
    ["eraser", var connectionString, .. var rest] => await Eraser.RunAsync(connectionString, rest),
    _ => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
};
