using System.Xml;
using System.Xml.Linq;

namespace SageTasks.Testing.S3;

/// <summary>Objects: delete one, delete many.</summary>
internal sealed class DeleteOperations(S3World world)
{
    private const int Most = 1000;

    public void Map(S3Operations operations)
    {
        operations.Map("DELETE object", Delete);
        operations.Map("POST bucket?delete", DeleteManyAsync);
    }

    private LocalAnswer Delete(S3Call call)
    {
        world.Delete(call.Bucket, call.Key, call.Header("If-Match"));
        return LocalAnswer.Empty(204);
    }

    private async ValueTask<LocalAnswer> DeleteManyAsync(S3Call call, CancellationToken stopping)
    {
        world.CheckBucket(call.Bucket);
        var body = await call.ReadBodyAsync(stopping).ConfigureAwait(false);
        CheckDigest(call, body);
        var request = S3Xml.Read(body, "Delete");
        var objects = request.Elements().Where(element => element.Name.LocalName == "Object").ToList();
        if (objects.Count is 0 or > Most || objects.Any(element => string.IsNullOrEmpty(element.Child("Key"))))
        {
            throw new S3Refusal(S3Error.MalformedXml);
        }

        var isQuiet = request.Child("Quiet") == "true";
        return S3Xml.Answer("DeleteResult", xml => objects.ForEach(element => DeleteOne(xml, call.Bucket, element, isQuiet)));
    }

    private void DeleteOne(XmlWriter xml, string bucket, XElement element, bool isQuiet)
    {
        var key = element.Child("Key")!;
        try
        {
            world.Delete(bucket, key, element.Child("ETag"));
            if (!isQuiet)
            {
                xml.Inside("Deleted", line => line.Text("Key", key));
            }
        }
        catch (S3Refusal refusal)
        {
            xml.Inside("Error", line => line.Text("Key", key).Text("Code", refusal.Error.Code).Text("Message", refusal.Error.Message));
        }
    }

    private static void CheckDigest(S3Call call, ReadOnlyMemory<byte> body)
    {
        var checks = AnnouncedChecks.Of(call);
        if (checks.IsNone)
        {
            throw new S3Refusal(S3Error.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*"));
        }

        var algorithm = checks.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        var md5 = Md5Digest.Of(body.Span);
        var received = new ReceivedBody(new StoredBytes("", body.Length), md5, new Checksum(algorithm.Name, Convert.ToBase64String(algorithm.Of(body.Span))));
        checks.Compare(received, call.OpenPayload());
    }
}
