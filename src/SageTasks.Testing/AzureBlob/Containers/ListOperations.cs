using System.Text;
using System.Xml;

namespace SageTasks.Testing.AzureBlob;

/// <summary>Lists of a container's blobs. A marker names the first thing of the page that it begins.</summary>
internal sealed class ListOperations(AzureWorld world)
{
    // Folding may skip thousands of names for one line: they are fetched in batches.
    private const int Batch = 1000;

    public void Map(AzureOperations operations) => operations.Map("GET container?list", List);

    private LocalAnswer List(AzureCall call)
    {
        var include = (call.Query("include") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var (page, next) = Page(call, include.Contains("uncommittedblobs", StringComparer.Ordinal));
        return XmlBody.Answer("EnumerationResults", xml =>
        {
            xml.WriteAttributeString("ServiceEndpoint", $"{call.Request.Origin}/{call.AccountName}/");
            xml.WriteAttributeString("ContainerName", call.Container);
            xml.Text("Prefix", call.Query("prefix")).Text("Marker", call.Query("marker")).Number("MaxResults", Paging.Limit(call)).Text("Delimiter", Delimiter(call));
            xml.Inside("Blobs", list =>
            {
                foreach (var slot in page.Items)
                {
                    Line(list, slot, include.Contains("metadata", StringComparer.Ordinal));
                }

                foreach (var prefix in page.Prefixes)
                {
                    list.Inside("BlobPrefix", line => Name(line, prefix));
                }
            }).Text("NextMarker", next ?? "");
        });
    }

    private (FoldedPage<BlobSlot> Page, string? Next) Page(AzureCall call, bool withUncommitted)
    {
        var (prefix, marker) = (call.Query("prefix") ?? "", MarkerOf(call));
        var page = new FoldedPage<BlobSlot>(prefix, Delimiter(call), Paging.Limit(call));
        var start = Utf8Order.Instance.Compare(prefix, marker) >= 0 ? prefix : marker;
        while (true)
        {
            var batch = world.From(call.Container, start, Batch);
            foreach (var slot in batch)
            {
                if (!slot.Name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return (page, null);
                }

                if ((slot.Blob is not null || withUncommitted) && !page.TryAdd(slot.Name, slot))
                {
                    return (page, Convert.ToBase64String(Encoding.UTF8.GetBytes(slot.Name)));
                }
            }

            if (batch.Count < Batch)
            {
                return (page, null);
            }

            start = batch[^1].Name + '\0';
        }
    }

    private static void Line(XmlWriter xml, BlobSlot slot, bool withMetadata)
    {
        var blob = slot.Blob;
        xml.Inside("Blob", line =>
        {
            Name(line, slot.Name);
            line.Inside("Properties", properties => Properties(properties, blob));
            if (withMetadata && blob is not null)
            {
                line.Inside("Metadata", metadata =>
                {
                    foreach (var (name, value) in blob.Metadata)
                    {
                        metadata.Text(name, value);
                    }
                });
            }
        });
    }

    private static void Properties(XmlWriter xml, BlobDocument? blob)
    {
        if (blob is not null)
        {
            xml.Text("Creation-Time", BlobAnswers.HttpTime(blob.Created)).Text("Last-Modified", BlobAnswers.HttpTime(blob.Modified)).Text("Etag", blob.ETag);
        }

        xml.Number("Content-Length", blob?.Size ?? 0).Text("Content-Type", blob?.Fields.ContentType).Text("Content-Encoding", blob?.Fields.ContentEncoding ?? "")
            .Text("Content-Language", blob?.Fields.ContentLanguage ?? "").Text("Content-MD5", blob?.Fields.ContentMd5 ?? "").Text("Cache-Control", blob?.Fields.CacheControl ?? "")
            .Text("Content-Disposition", blob?.Fields.ContentDisposition ?? "").Text("BlobType", "BlockBlob").Text("AccessTier", "Hot").Text("AccessTierInferred", "true")
            .Text("LeaseStatus", "unlocked").Text("LeaseState", "available").Text("ServerEncrypted", "true");
    }

    // What XML cannot hold goes percent-encoded, and the element says so.
    private static void Name(XmlWriter xml, string name)
    {
        xml.WriteStartElement("Name");
        var isPlain = name.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c));
        if (!isPlain)
        {
            xml.WriteAttributeString("Encoded", "true");
        }

        xml.WriteString(isPlain ? name : Uri.EscapeDataString(name));
        xml.WriteEndElement();
    }

    private static string? Delimiter(AzureCall call) => call.Query("delimiter") is { Length: > 0 } delimiter ? delimiter : null;

    private static string MarkerOf(AzureCall call)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(call.Query("marker") ?? ""));
        }
        catch (FormatException)
        {
            throw new AzureRefusal(AzureError.InvalidQuery("marker"));
        }
    }
}
