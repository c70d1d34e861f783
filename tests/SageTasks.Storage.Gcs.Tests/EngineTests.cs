using SageTasks.ContractSuites;
using SageTasks.Testing;

namespace SageTasks.Storage.Gcs.Tests;

/// <summary>Cloud Storage under the transfer engine: files up, down and across.</summary>
public sealed class EngineTests : IDisposable
{
    private const int PartSize = 2 * GcsScene.Quantum;

    private static readonly byte[] Content = GcsScene.Bytes((4 * PartSize) + 5);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task a_file_goes_up_and_comes_down_whole_in_bad_weather()
    {
        await using var scene = await GcsScene.StartAsync(new LocalGcsOptions
        {
            FaultPlan = new FaultPlan
            {
                Seed = 5,
                Rules =
                [
                    new FaultRule { Kind = FaultKind.ShortWrite, Route = "PUT /upload/**", Probability = 0.3 },
                    new FaultRule { Kind = FaultKind.FailAfter, Route = "* /**", Probability = 0.1 },
                    new FaultRule { Kind = FaultKind.DropReply, Route = "* /**", Probability = 0.1 },
                    new FaultRule { Kind = FaultKind.CutBody, Route = "GET /**", Probability = 0.2 },
                ],
            },
        });
        var (file, back) = (Write(), Location.FromPath(Path.Combine(_folder.Path, "back")));

        var up = await Engine(scene.Store).CopyAsync(file, GcsScene.Place("up"), new CopyOptions { Mode = PutMode.CreateNew });
        var down = await Engine(scene.Store).CopyAsync(GcsScene.Place("up"), back);
        var across = await Engine(scene.Store).CopyAsync(GcsScene.Place("up"), GcsScene.Place("across"));

        Assert.Equal(Content, await File.ReadAllBytesAsync(back.LocalPath));
        Assert.Equal(DigestAlgorithm.Md5, down.SourceVerifiedBy);
        Assert.Equal(DigestAlgorithm.Crc32C, up.DestinationVerifiedBy);
        Assert.True(across.IsServerSide);
        Assert.Equal(1, scene.Created("up"));
    }

    [Fact]
    public async Task a_copy_whose_process_died_sends_only_the_rest()
    {
        await using var scene = await GcsScene.StartAsync();
        var file = Write();
        // The third part and the completion never get through.
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = "PUT /upload/**", After = 2, Probability = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Engine(scene.Store).CopyAsync(file, GcsScene.Place("x")));
        scene.Server.Faults.Remove(FaultKind.FailBefore);

        var result = await Engine(scene.NewStore()).CopyAsync(file, GcsScene.Place("x"));

        Assert.Equal(Content, await scene.BytesAsync("x"));
        Assert.Equal(2 * PartSize, result.BytesResumed);
        Assert.Single(scene.Server.Journal.OfKind("upload.started"));
    }

    [Fact]
    public async Task a_completion_that_was_never_sent_costs_the_last_part_only()
    {
        await using var scene = await GcsScene.StartAsync();
        var file = Write();
        // Four whole parts arrive; the completion with the last bytes does not.
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = "PUT /upload/**", After = 4, Probability = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Engine(scene.Store).CopyAsync(file, GcsScene.Place("x")));
        scene.Server.Faults.Remove(FaultKind.FailBefore);

        var result = await Engine(scene.NewStore()).CopyAsync(file, GcsScene.Place("x"));

        Assert.Equal(Content, await scene.BytesAsync("x"));
        Assert.Equal(4 * PartSize, result.BytesResumed);
        Assert.Single(scene.Server.Journal.OfKind("upload.started"));
    }

    public void Dispose() => _folder.Dispose();

    private TransferEngine Engine(GcsStore store) => new(
        new ObjectStores(store),
        new TransferOptions { PartSize = PartSize, RetryDelay = TimeSpan.FromMilliseconds(1), StateFolder = Path.Combine(_folder.Path, "state") });

    private Location Write()
    {
        var path = Path.Combine(_folder.Path, "reads");
        File.WriteAllBytes(path, Content);
        return Location.FromPath(path);
    }
}
