using Tandem.Bench;

if (args is ["store", .. var rest])
{
    await EvidenceRate.RunAsync(rest);
}

return 0;
