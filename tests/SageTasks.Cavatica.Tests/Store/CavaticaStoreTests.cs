using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Http;
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
        Assert.Equal(1, cavatica.Faults.Injected[FaultKind.RefusePart]);
    }

    [Theory]
    [InlineData(FaultKind.FailBefore, "PUT /parts/**")]
    [InlineData(FaultKind.FailAfter, "PUT /parts/**")]
    [InlineData(FaultKind.Throttle, "PUT /parts/**")]
    [InlineData(FaultKind.DropRequest, "PUT /parts/**")]
    [InlineData(FaultKind.ExpireUrls, "GET /upload/multipart/*/part/*")]
    public async Task A_part_that_the_object_store_refuses_is_sent_again_and_never_reported_as_sent(FaultKind fault, string route)
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var place = Location.Parse($"sbg://{cavatica.AddProject("p")}/a.bin");
        var bytes = Bytes(Part + 7);
        cavatica.Faults.Strike(fault, route);

        await CopyAsync(cavatica, bytes, place, Part);

        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), await DigestAsync(cavatica, place));
        Assert.Equal(1, cavatica.Faults.Injected[fault]);
    }

    [Fact]
    public async Task A_completion_that_fails_is_a_failure_and_what_was_sent_is_not_sent_again()
    {
        var parts = 0;
        await using var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { Observer = exchange => Interlocked.Add(ref parts, exchange.Path.EndsWith("/part", StringComparison.Ordinal) ? 1 : 0) });
        var place = Location.Parse($"sbg://{cavatica.AddProject("p")}/a.bin");
        var bytes = Bytes(Part + 7);
        cavatica.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = "POST /upload/multipart/*/complete", Probability = 1, Status = 500 });

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => CopyAsync(cavatica, bytes, place, Part, attempts: 2));
        var seen = await new CavaticaStore(cavatica.Connect()).StatAsync(place);
        cavatica.Faults.Enabled = false;
        await CopyAsync(cavatica, bytes, place, Part);

        Assert.Null(seen);
        Assert.Equal(2, parts);
        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), await DigestAsync(cavatica, place));
    }

    [Theory]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.DropReply)]
    public async Task A_range_that_fails_is_read_again_and_the_file_is_whole(FaultKind fault)
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var bytes = Bytes(Part + 7);
        var id = cavatica.AddFile(cavatica.AddProject("p"), "a.bin", bytes);
        cavatica.Faults.Strike(fault, "GET /objects/*");
        var copy = Path.Combine(_folder.Path, "copy.bin");

        await new TransferEngine(new ObjectStores([new CavaticaStore(cavatica.Connect())])).CopyAsync(Location.Parse($"sbg://{id}"), Location.FromPath(copy));

        Assert.Equal(bytes, await File.ReadAllBytesAsync(copy));
        Assert.Equal(1, cavatica.Faults.Injected[fault]);
    }

    [Theory]
    [InlineData(FaultKind.DropRequest)]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.LateCommit)]
    [InlineData(FaultKind.DeliverTwice)]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.Throttle)]
    public async Task Whatever_happens_to_the_completion_there_is_one_file_and_no_upload_left(FaultKind fault)
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var project = cavatica.AddProject("p");
        cavatica.Faults.Strike(fault, "POST /upload/multipart/*/complete", delay: TimeSpan.FromMilliseconds(200));

        await CopyAsync(cavatica, Bytes(Part + 7), Location.Parse($"sbg://{project}/a.bin"), Part);

        Assert.Single(await cavatica.Connect().ListFilesAsync(new FileQuery { Project = project }).ToListAsync());
        Assert.Empty(await cavatica.Connect().ListUploadsAsync().ToListAsync());
        Assert.Equal(1, cavatica.Faults.Injected[fault]);
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

    private async Task CopyAsync(LocalCavatica cavatica, byte[] bytes, Location place, int partSize, int? attempts = null)
    {
        var file = Path.Combine(_folder.Path, "source.bin");
        if (!File.Exists(file))
        {
            await File.WriteAllBytesAsync(file, bytes);
        }

        var options = new TransferOptions { PartSize = partSize, StateFolder = Path.Combine(_folder.Path, "state") };
        options.MaxAttempts = attempts ?? options.MaxAttempts;
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
