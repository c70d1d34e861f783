using System.Buffers.Binary;

namespace SageTasks.Storage.Tests;

/// <summary>The record of an upload, and what becomes of one that is not what it should be.</summary>
public sealed class UploadRecordTests : IDisposable
{
    private const int Parts = 9;
    private readonly EngineScene _sequential = new(MultipartSupport.Sequential);
    private readonly EngineScene _scene = new();

    public void Dispose()
    {
        _scene.Dispose();
        _sequential.Dispose();
    }

    [Fact]
    public async Task a_folder_for_records_that_cannot_be_written_is_named_with_what_to_set()
    {
        await _scene.PutAsync(Parts * EngineScene.PartSize);
        _scene.Options.StateFolder = Path.Combine(_scene.Folder.Write("file", [1]), "transfers");

        var error = await Assert.ThrowsAsync<TransferException>(() => _scene.CopyAsync());

        Assert.Contains($"Uploads are recorded in {_scene.Options.StateFolder}, which cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "XDG_DATA_HOME", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(TransferOptions), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task parts_that_go_in_order_are_gone_on_with_up_to_the_first_that_is_not_recorded()
    {
        var bytes = await _sequential.PutAsync(Parts * EngineScene.PartSize);
        await _sequential.InterruptAsync(afterParts: 4);
        Edit(_sequential, journal => journal.MarkDone(1, default));

        var result = await _sequential.CopyAsync();

        Data.Same(bytes, _sequential.To.Bytes(_sequential.Target));
        Assert.Equal(EngineScene.PartSize, result.BytesResumed);
    }

    [Fact]
    public async Task a_part_whose_checksum_the_store_gives_otherwise_is_sent_again()
    {
        var bytes = await _scene.PutAsync(Parts * EngineScene.PartSize);
        await _scene.InterruptAsync(afterParts: 4);
        var taken = _scene.To.PartsTaken;
        Edit(_scene, journal => journal.MarkDone(0, new PartChecksum(17)));

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal((taken - 1) * EngineScene.PartSize, result.BytesResumed);
    }

    [Fact]
    public async Task a_record_of_another_version_of_the_library_is_not_used()
    {
        var bytes = await _scene.PutAsync(Parts * EngineScene.PartSize);
        await _scene.InterruptAsync(afterParts: 4);
        var json = """{"of":"a later version"}"""u8;
        var record = new byte[16 + json.Length];
        File.ReadAllBytes(Record(_scene)).AsSpan(0, 8).CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), Crc32C.Compute(json));
        json.CopyTo(record.AsSpan(16));
        File.WriteAllBytes(Record(_scene), record);

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal(0, result.BytesResumed);
    }

    [Fact]
    public async Task nobody_else_may_read_a_record_whatever_folder_it_lies_in()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(_scene.Options.StateFolder, (UnixFileMode)0b111_101_101);
        await _scene.PutAsync(Parts * EngineScene.PartSize);
        await _scene.InterruptAsync(afterParts: 4);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Record(_scene)));
    }

    private static string Record(EngineScene scene) => Directory.EnumerateFiles(scene.Options.StateFolder).Single();

    private static void Edit(EngineScene scene, Action<TransferJournal> change)
    {
        using var file = File.OpenHandle(Record(scene), FileMode.Open, FileAccess.ReadWrite);
        change(TransferJournal.Open(file)!);
    }
}
