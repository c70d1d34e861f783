using System.Diagnostics.Metrics;

namespace SageTasks.Storage.Tests;

/// <summary>A file of one part is written under a name of its own and renamed: nothing is recorded, because nothing could be gone on with.</summary>
public sealed class SmallFileTests : IDisposable
{
    private readonly EngineScene _scene = new();

    private readonly Location _target;

    public SmallFileTests()
    {
        Directory.CreateDirectory(_scene.Folder["out"]);
        _target = Location.FromPath(Target);
    }

    private string Target => _scene.Folder["out/reads"];

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(EngineScene.PartSize)]
    public async Task it_arrives_whole_and_leaves_nothing_beside_it(int size)
    {
        var bytes = await _scene.PutAsync(size);

        var result = await CopyAsync(new CopyOptions { Compute = [DigestAlgorithm.Md5] });

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal(size, result.Size);
        Assert.Equal(size, result.BytesMoved);
        Assert.Contains(Data.Md5(bytes), result.Digests);
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task wrong_bytes_do_not_replace_what_is_there()
    {
        await _scene.PutAsync(1000);
        _scene.Folder.Write("out/reads", [1, 2, 3]);

        await Assert.ThrowsAsync<DigestMismatchException>(() => CopyAsync(new CopyOptions { Expected = [Data.Md5([4])] }));

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task of_many_that_create_the_same_file_one_wins()
    {
        var bytes = await _scene.PutAsync(1000);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await CopyAsync(new CopyOptions { Mode = PutMode.CreateNew });
                return true;
            }
            catch (DestinationExistsException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task of_many_that_overwrite_it_with_different_bytes_none_takes_anothers_away()
    {
        var sources = Enumerable.Range(1, 16).Select(number => (Place: Location.Parse($"s3://bucket/{number}"), Bytes: Data.Random(number * 100, number))).ToList();
        foreach (var (place, bytes) in sources)
        {
            await _scene.From.PutAsync(place, ObjectContent.Of(bytes), new PutOptions());
        }

        for (var round = 0; round < 20; round++)
        {
            var results = await Task.WhenAll(sources.Select(source => Task.Run(() => _scene.Engine.CopyAsync(source.Place, _target))));

            Assert.Equal(sources.Select(source => (long)source.Bytes.Length), results.Select(result => result.Version.Size!.Value));
            Assert.Contains(await File.ReadAllBytesAsync(Target), sources.Select(source => source.Bytes));
        }

        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task what_stands_in_the_way_is_named()
    {
        await _scene.PutAsync(1000);
        var file = _scene.Folder.Write("out/file", [1]);

        var error = await Assert.ThrowsAsync<TransferException>(() => _scene.Engine.CopyAsync(_scene.Source, Location.FromPath(Path.Combine(file, "reads"))));

        Assert.DoesNotContain("sagetasks-part", error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void what_cannot_be_written_is_the_file_that_was_asked_for_and_not_the_hidden_one()
    {
        var draft = PartialNames.Draft(Target, "1f2e");

        var refused = DiskFault.Explain(Target, new UnauthorizedAccessException($"Access to the path '{draft}' is denied."));
        var broken = DiskFault.Explain(Target, null, new IOException($"Read-only file system : '{PartialNames.Journal(Target)}'"));

        Assert.Equal($"Cannot write {Target}: Access to the path '{Target}' is denied.", refused.Message);
        Assert.Equal($"Cannot write {Target}: Read-only file system : '{Target}'", broken.Message);
    }

    [Fact]
    public async Task its_bytes_are_counted()
    {
        await _scene.PutAsync(1234);
        long counted = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "sagetasks.transfer.bytes")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, bytes, _, _) => Interlocked.Add(ref counted, bytes == 1234 ? bytes : 0));
        listener.Start();

        await CopyAsync();

        Assert.Equal(1234, counted);
    }

    [Fact]
    public async Task a_folder_in_its_place_is_told()
    {
        Directory.CreateDirectory(Target);

        var error = await Assert.ThrowsAsync<TransferException>(() => new LocalFileStore().PutAsync(_target, ObjectContent.Of(new byte[3]), new PutOptions()));

        Assert.Contains($"{Target} is a folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task a_record_of_a_larger_transfer_to_the_same_path_is_cleared_away()
    {
        var bytes = await _scene.PutAsync(1000);
        _scene.Folder.Write("out/.reads.sagetasks-journal", [1, 2, 3]);
        _scene.Folder.Write("out/.reads.sagetasks-part", [1, 2, 3]);

        await CopyAsync();

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task it_waits_its_turn_behind_a_transfer_to_the_same_path()
    {
        await _scene.PutAsync(1000);
        var journal = _scene.Folder.Write("out/.reads.sagetasks-journal", []);
        using (File.OpenHandle(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await Assert.ThrowsAsync<DestinationBusyException>(() => CopyAsync());
        }

        Assert.False(File.Exists(Target));
    }

    private Task<TransferResult> CopyAsync(CopyOptions? options = null) =>
        _scene.Engine.CopyAsync(_scene.Source, _target, options);
}
