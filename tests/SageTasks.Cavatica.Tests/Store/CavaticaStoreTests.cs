using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Store;

/// <summary>What other clients' uploads and downloads got wrong, and this store does not.</summary>
public sealed class CavaticaStoreTests : IDisposable
{
    private const int Part = 5 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Part + 1)]
    [InlineData((2 * Part) + 1)]
    public async Task A_file_that_is_one_byte_longer_than_its_parts_arrives_whole_by_the_answered_part_size(int size)
    {
        await using var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { PartSize = Part });
        var place = Location.Parse($"sbg://{cavatica.AddProject("p")}/runs/2026/a.bin");
        var bytes = Bytes(size);

        await CopyAsync(cavatica, bytes, place, partSize: 8 * 1024 * 1024);

        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), await DigestAsync(cavatica, place));
    }

    [Fact]
    public async Task A_part_whose_report_is_refused_is_sent_again()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var place = Location.Parse($"sbg://{cavatica.AddProject("p")}/a.bin");
        var bytes = Bytes(Part + 7);
        cavatica.Faults.Strike(FaultKind.RefusePart, "POST /upload/multipart/*/part");

        await CopyAsync(cavatica, bytes, place, Part);

        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), await DigestAsync(cavatica, place));
    }

    [Fact]
    public async Task A_lost_reply_to_the_completion_is_no_failure_and_makes_no_second_file()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var project = cavatica.AddProject("p");
        cavatica.Faults.Strike(FaultKind.DropReply, "POST /upload/multipart/*/complete");

        await CopyAsync(cavatica, Bytes(Part + 7), Location.Parse($"sbg://{project}/a.bin"), Part);

        Assert.Single(await cavatica.Connect().ListFilesAsync(new FileQuery { Project = project }).ToListAsync());
    }

    [Fact]
    public async Task A_file_is_read_by_its_id_too()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var id = cavatica.AddFile(cavatica.AddProject("p"), "a.txt", "ACGT"u8.ToArray());

        var found = await new CavaticaStore(cavatica.Connect()).StatAsync(Location.Parse($"sbg://{id}"));

        Assert.Equal(("a.txt", 4L), (found!.Name, found.Version.Size!.Value));
        Assert.Equal(Digest.Of("ACGT"u8, DigestAlgorithm.Sha256), await DigestAsync(cavatica, Location.Parse($"sbg://{id}")));
    }

    private async Task CopyAsync(LocalCavatica cavatica, byte[] bytes, Location place, int partSize)
    {
        var file = Path.Combine(_folder.Path, "source.bin");
        await File.WriteAllBytesAsync(file, bytes);
        var options = new TransferOptions { PartSize = partSize, StateFolder = Path.Combine(_folder.Path, "state") };
        var stores = new ObjectStores([new CavaticaStore(cavatica.Connect(), options)]);
        await new TransferEngine(stores, options).CopyAsync(Location.FromPath(file), place);
    }

    private static async Task<Digest> DigestAsync(LocalCavatica cavatica, Location place)
    {
        await using var body = await new CavaticaStore(cavatica.Connect()).OpenAsync(place, ByteRange.All, null);
        using var memory = new MemoryStream();
        await body.Stream.CopyToAsync(memory);
        return Digest.Of(memory.ToArray(), DigestAlgorithm.Sha256);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
