using SageTasks.ContractSuites;
using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Client;

/// <summary>Every await ends when the caller cancels, and the work is done once when it is called again.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData(CancellationPoint.BeforeSending)]
    [InlineData(CancellationPoint.AnswerLost)]
    [InlineData(CancellationPoint.AnswerRead)]
    public Task A_copy_of_a_bundle_can_be_cancelled_anywhere(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        async () =>
        {
            var scene = await DrsScene.StartAsync();
            var bundle = scene.Drs.Add(new LocalDrsObject { Id = "b", Name = "b", Contents = [new() { Name = "one", Id = scene.Add("1") }, new() { Name = "two", Id = scene.Add("22") }] });
            return (Scene: scene, Bundle: bundle);
        },
        async (at, handler, token) =>
        {
            var servers = new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = handler } });
            var engine = new TransferEngine(new ObjectStores(new DrsStore(servers)));
            var plan = new DrsBundles(servers).Plan(at.Scene.Place(at.Bundle), Location.FromPath(at.Scene.PathOf("out") + Path.DirectorySeparatorChar));
            await foreach (var result in engine.RunAsync(plan, cancellationToken: token))
            {
                if (result.Error is { } error)
                {
                    throw new InvalidOperationException(error);
                }
            }
        },
        at => Assert.All(Files(at.Scene), file => Assert.Contains(file, (string[])["1", "22"])),
        async at =>
        {
            Assert.Equal(["1", "22"], Files(at.Scene));
            await at.Scene.DisposeAsync();
        });

    [Theory]
    [InlineData(CancellationPoint.BeforeSending)]
    [InlineData(CancellationPoint.AnswerLost)]
    [InlineData(CancellationPoint.AnswerRead)]
    public Task A_registration_can_be_cancelled_anywhere(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => DrsScene.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd }),
        async (scene, handler, token) => await new IndexdRegistrar(new DrsClientOptions { Endpoint = scene.Drs.Url, Http = new ApiOptions { Handler = handler } }).RegisterAsync(Candidate(), token),
        scene => Assert.InRange(scene.Drs.Journal.Count, 0, 1),
        async scene =>
        {
            Assert.Single(scene.Drs.Journal.Entries);
            await scene.DisposeAsync();
        });

    [Theory]
    [InlineData(CancellationPoint.BeforeSending)]
    [InlineData(CancellationPoint.AnswerLost)]
    [InlineData(CancellationPoint.AnswerRead)]
    public Task A_registration_whose_id_the_server_makes_can_be_cancelled_anywhere(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => DrsScene.StartAsync(),
        async (scene, handler, token) => await new WriteProposalRegistrar(new DrsClientOptions { Endpoint = scene.Drs.Url, Http = new ApiOptions { Handler = handler } }).RegisterAsync(Candidate(), token),
        scene => Assert.InRange(scene.Drs.Journal.Count, 0, 1),
        async scene =>
        {
            Assert.Single(scene.Drs.Journal.Entries);
            await scene.DisposeAsync();
        });

    [Fact]
    public async Task Waiting_for_an_archive_can_be_cancelled()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { RetryAfter = TimeSpan.FromMinutes(5) });
        var id = scene.Add("ACGT");
        scene.Drs.Restore(id, answers: 5);
        using var stop = new CancellationTokenSource();
        var waiting = scene.Client.GetAccessUrlAsync(id, "local", cancellationToken: stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static DrsCandidate Candidate() => new() { Name = "x", Size = 4, Digests = [Digest.Of("ACGT"u8, DigestAlgorithm.Md5)], Urls = ["s3://bucket/x"] };

    private static IEnumerable<string> Files(DrsScene scene) => Directory.Exists(scene.PathOf("out"))
        ? Directory.EnumerateFiles(scene.PathOf("out")).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal).Select(File.ReadAllText)
        : [];
}
