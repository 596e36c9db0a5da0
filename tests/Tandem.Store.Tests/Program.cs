using Tandem.Store.Tests;
using Xunit.MicrosoftTestingPlatform;

// The tests; or, with "victim", the process that one of them kills again and again.
return args is ["victim", var connectionString, .. var rest]
    ? await Victim.RunAsync(connectionString, rest)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
