namespace SageTasks.Storage.Tests;

/// <summary>A symbolic link as a source is the file that it leads to, not the link, whose size is that of its text.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly EngineScene _scene = new();
    private readonly Location _link;

    public LinkTests()
    {
        Directory.CreateDirectory(_scene.Folder["links"]);
        _link = Location.FromPath(_scene.Folder["links/reads"]);
    }

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(3 * EngineScene.PartSize)]
    public async Task its_target_is_copied(int size)
    {
        var bytes = Link(size);

        var file = await _scene.Engine.CopyAsync(_link, Location.FromPath(_scene.Folder["copy"]));
        var stored = await _scene.Engine.CopyAsync(_link, _scene.Target);

        Assert.Equal((size, size), ((int)file.Size, (int)stored.Size));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_scene.Folder["copy"]));
        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
    }

    [Fact]
    public async Task a_plan_of_a_folder_of_links_copies_what_they_lead_to_and_skips_it_then()
    {
        var bytes = Link(1000);
        var plan = TransferPlan.FromPrefix(Location.FromPath(_scene.Folder["links"] + "/"), Location.Parse("gs://bucket/links/"));

        Assert.Equal([TransferOutcome.Copied], await OutcomesAsync(plan));
        Assert.Equal([TransferOutcome.Skipped], await OutcomesAsync(plan));

        Data.Same(bytes, _scene.To.Bytes(Location.Parse("gs://bucket/links/reads")));
    }

    [Fact]
    public async Task one_that_leads_nowhere_is_nothing_and_asked_once()
    {
        File.CreateSymbolicLink(_link.LocalPath, _scene.Folder["nowhere"]);

        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => _scene.Engine.CopyAsync(_link, _scene.Target));

        Assert.Contains("nothing at", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_a_folder_those_that_lead_nowhere_or_in_a_circle_fail_and_the_others_are_copied()
    {
        Link(1000);
        File.CreateSymbolicLink(_scene.Folder["links/circle"], _scene.Folder["links/circle"]);
        File.CreateSymbolicLink(_scene.Folder["links/nowhere"], _scene.Folder["absent"]);
        var plan = TransferPlan.FromPrefix(Location.FromPath(_scene.Folder["links"] + "/"), Location.Parse("gs://bucket/links/"));

        var results = await _scene.Engine.RunAsync(plan).ToListAsync();

        Assert.Equal(
            [("circle", TransferOutcome.Failed), ("nowhere", TransferOutcome.Failed), ("reads", TransferOutcome.Copied)],
            results.Select(result => (result.Item.Source.Name, result.Outcome)));
        Assert.All(results.Take(2), result => Assert.Contains(result.Item.Source.LocalPath, result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_folder_that_is_named_like_a_file_is_told()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => _scene.Engine.CopyAsync(Location.FromPath(_scene.Folder["links"]), _scene.Target));

        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_target_that_changes_while_it_is_read_is_noticed()
    {
        Link(1000);
        var stamp = FileStamp.Of(_link.LocalPath);

        await File.WriteAllBytesAsync(_scene.Folder["target"], Data.Random(1001));

        Assert.Throws<SourceChangedException>(stamp.EnsureUnchanged);
    }

    private byte[] Link(int size)
    {
        var bytes = Data.Random(size);
        File.CreateSymbolicLink(_link.LocalPath, _scene.Folder.Write("target", bytes));
        return bytes;
    }

    private async Task<List<TransferOutcome>> OutcomesAsync(TransferPlan plan) =>
        await _scene.Engine.RunAsync(plan).Select(result => result.Outcome).ToListAsync();
}
