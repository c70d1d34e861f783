using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Storage.S3.Tests;

/// <summary>A server that answers 200 to writes whose condition does not hold, and stores framing as if it were the object.</summary>
[RequiresServer(S3rverServer.Name)]
public sealed class S3rverTests(S3rverServer server) : IClassFixture<S3rverServer>
{
    [ServerFact]
    public async Task The_probe_finds_that_it_ignores_conditions()
    {
        using var store = new S3Store(await server.OptionsAsync());
        Assert.Equal(ConditionSupport.Unproven, store.Capabilities.ConditionalCreate);

        var found = await StoreProbe.RunAsync(store, await server.NewRootAsync());

        Assert.Equal(ConditionSupport.None, found.ConditionalCreate);
        Assert.Equal(ConditionSupport.None, found.ConditionalOverwrite);
        Assert.Equal(ConditionSupport.None, found.ConditionalComplete);
    }

    [ServerFact]
    public async Task It_cannot_keep_a_ledger()
    {
        using var store = new S3Store(await server.OptionsAsync());
        var ledger = new ObjectLedger(store, await server.NewRootAsync());

        var failure = await Assert.ThrowsAsync<LedgerException>(
            () => ledger.TryClaimAsync(SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), TimeSpan.FromMinutes(1)));

        Assert.Contains("ignores the condition", failure.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task Nothing_but_the_bytes_is_stored()
    {
        using var store = new S3Store(await server.OptionsAsync());
        var place = Location.Parse((await server.NewRootAsync()).Address + "plain");
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);

        await store.PutAsync(place, ObjectContent.Of(bytes), new PutOptions());

        await using var body = await store.OpenAsync(place, ByteRange.All, null);
        using var memory = new MemoryStream();
        await body.Stream.CopyToAsync(memory);
        Assert.Equal(bytes, memory.ToArray());
        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Md5), Assert.Single((await store.StatAsync(place))!.Digests));
    }
}
