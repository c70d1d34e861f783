using System.CommandLine;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.S3;

var from = new Argument<string>("from") { Description = "An object; a folder or prefix ends in a slash." };
var to = new Argument<string>("to") { Description = "Where to." };
var md5 = new Option<string?>("--md5") { Description = "What the bytes of one object must have." };
var partSize = new Option<int>("--part-size") { Description = "MiB of a part.", DefaultValueFactory = _ => new TransferOptions().PartSize / 1048576 };
var concurrency = new Option<int>("--concurrency") { Description = "Parts of one object in flight.", DefaultValueFactory = _ => new TransferOptions().Concurrency };
var noFlush = new Option<bool>("--no-flush") { Description = "Leaves it to the system when local files reach the disk, as the other tools do." };
var root = new RootCommand(
    """
    Copies one object, or everything below a prefix, by the engine, with its defaults where none are named: our side of the comparison that the script `run` makes.
    The stores are in the environment: AWS_ENDPOINT_URL_S3 and AWS's own variables; AZURE_ENDPOINT and AZURE_STORAGE_KEY.
    """)
{
    from, to, md5, partSize, concurrency, noFlush,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    var stores = new ObjectStores(
        new S3Store(new S3Options { Endpoint = Address("AWS_ENDPOINT_URL_S3") }),
        new AzureBlobStore(new AzureBlobOptions { Endpoint = Address("AZURE_ENDPOINT"), AccountKey = Environment.GetEnvironmentVariable("AZURE_STORAGE_KEY") }));
    var engine = new TransferEngine(stores, new TransferOptions
    {
        PartSize = parsed.GetValue(partSize) * 1048576,
        Concurrency = parsed.GetValue(concurrency),
        FlushToDisk = !parsed.GetValue(noFlush),
    });
    var (source, destination) = (Location.Parse(parsed.GetValue(from)!), Location.Parse(parsed.GetValue(to)!));
    if (!source.IsFolder)
    {
        var expected = parsed.GetValue(md5) is { } text ? [new Digest(DigestAlgorithm.Md5, text)] : Array.Empty<Digest>();
        await engine.CopyAsync(source, destination, new CopyOptions { Expected = expected }, cancellationToken: cancellationToken);
        return 0;
    }

    var copied = 0;
    await foreach (var result in engine.RunAsync(TransferPlan.FromPrefix(source, destination), cancellationToken: cancellationToken))
    {
        if (result.Outcome != TransferOutcome.Copied)
        {
            throw new InvalidOperationException($"{result.Item.Source} was {result.Outcome}, not copied: {result.Error}");
        }

        copied++;
    }

    Console.WriteLine(FormattableString.Invariant($"copied={copied}"));
    return 0;
});
return await root.Parse(args).InvokeAsync();

static Uri? Address(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? new Uri(text) : null;
