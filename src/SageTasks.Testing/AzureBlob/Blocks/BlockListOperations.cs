using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace SageTasks.Testing.AzureBlob;

/// <summary>Lists of blocks: put one, which makes the blob, and get it.</summary>
internal sealed class BlockListOperations(AzureWorld world)
{
    private const int Most = 50_000;

    public void Map(AzureOperations operations)
    {
        operations.Map("PUT blob?blocklist", PutAsync);
        operations.Map("GET blob?blocklist", Get);
    }

    private async ValueTask<LocalAnswer> PutAsync(AzureCall call, CancellationToken stopping)
    {
        WriteOperations.CheckTarget(call, world);
        var body = await call.ReadBodyAsync(stopping).ConfigureAwait(false);
        var list = XmlBody.Read(body, "BlockList") ?? throw new AzureRefusal(AzureError.InvalidXml);
        var lines = list.Elements().Select(Line).ToList();
        if (lines.Count > Most)
        {
            throw new AzureRefusal(new AzureError(400, "BlockListTooLong", "The block list may not contain more than 50,000 blocks."));
        }

        var (fields, metadata) = (BlobFields.Of(call, hasPlain: false), BlobFields.MetadataOf(call));
        var blob = world.PutBlockList(call.Container, call.Blob, Conditions.Of(call), lines, draft => draft with { Fields = fields, Metadata = metadata });
        return BlobAnswers.Written(blob);
    }

    private LocalAnswer Get(AzureCall call)
    {
        var type = call.Query("blocklisttype") ?? "committed";
        if (type is not ("committed" or "uncommitted" or "all"))
        {
            throw new AzureRefusal(AzureError.InvalidQuery("blocklisttype"));
        }

        var (blob, waiting) = world.Blocks(call.Container, call.Blob);
        if (blob is not null)
        {
            Conditions.Of(call).IsUnchanged(blob);
        }

        var answer = XmlBody.Answer("BlockList", xml =>
        {
            if (type != "uncommitted")
            {
                xml.Inside("CommittedBlocks", list => Lines(list, blob?.Blocks.Zip(blob.Bytes.Select(bytes => bytes.Length)) ?? []));
            }

            if (type != "committed")
            {
                xml.Inside("UncommittedBlocks", list => Lines(list, waiting.Select(block => (block.Id, block.Bytes.Length))));
            }
        });
        return blob is null
            ? answer.With("x-ms-blob-content-length", "0")
            : answer.With("ETag", blob.Tag).With("Last-Modified", BlobAnswers.HttpTime(blob.Modified)).With("x-ms-blob-content-length", blob.Size.ToString(CultureInfo.InvariantCulture));
    }

    private static void Lines(XmlWriter xml, IEnumerable<(string Id, long Size)> blocks)
    {
        foreach (var (id, size) in blocks)
        {
            xml.Inside("Block", line => line.Text("Name", id).Number("Size", size));
        }
    }

    private static (BlockPlace Place, string Id) Line(XElement element) =>
        Enum.TryParse<BlockPlace>(element.Name.LocalName, out var place) ? (place, element.Value.Trim()) : throw new AzureRefusal(AzureError.InvalidXml);
}
