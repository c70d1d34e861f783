using System.Globalization;
using System.Xml.Linq;

namespace SageTasks.Testing.S3;

/// <summary>Puts the object of an upload together from the parts that its completion names.</summary>
internal sealed class Assembly(S3Call call, XElement request)
{
    private const long SmallestPart = 5L * 1024 * 1024;

    public ObjectDocument Make(UploadSession session)
    {
        var parts = Named(session);
        CheckSizes(parts);
        var checksum = ChecksumOf(session.Document, parts);
        CheckAnnounced(session.Document, checksum);
        return new ObjectDocument
        {
            Bucket = session.Document.Bucket,
            Key = session.Document.Key,
            Size = parts.Sum(part => part.Bytes.Length),
            ETag = ETagOf(parts),
            Checksum = checksum,
            Bytes = [.. parts.Select(part => part.Bytes)],
            Parts = parts.Count,
            Fields = session.Document.Fields,
        };
    }

    private List<PartDocument> Named(UploadSession session)
    {
        var parts = new List<PartDocument>();
        foreach (var line in request.Elements().Where(element => element.Name.LocalName == "Part"))
        {
            var number = PartNumber.Of(line.Child("PartNumber"));
            if (parts.Count > 0 && number <= parts[^1].Number)
            {
                throw new S3Refusal(new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number."));
            }

            var part = session.Parts.GetValueOrDefault(number);
            var isSame = part is not null && line.Child("ETag")?.Trim('"') == part.ETag && (line.Child(part.Checksum.Element) ?? part.Checksum.Value) == part.Checksum.Value;
            parts.Add(isSame ? part! : throw new S3Refusal(S3Error.InvalidPart(number)));
        }

        return parts.Count > 0 ? parts : throw new S3Refusal(S3Error.MalformedXml);
    }

    private static void CheckSizes(List<PartDocument> parts)
    {
        if (parts.SkipLast(1).FirstOrDefault(part => part.Bytes.Length < SmallestPart) is { } small)
        {
            throw new S3Refusal(new S3Error(
                400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
                ("ProposedSize", small.Bytes.Length.ToString(CultureInfo.InvariantCulture)), ("MinSizeAllowed", SmallestPart.ToString(CultureInfo.InvariantCulture)),
                ("PartNumber", small.Number.ToString(CultureInfo.InvariantCulture)), ("ETag", small.ETag)));
        }
    }

    private void CheckAnnounced(UploadDocument upload, Checksum checksum)
    {
        if (call.Header("x-amz-checksum-type") is { } type && type != upload.Type)
        {
            throw new S3Refusal(S3Error.InvalidRequest($"The upload was created using the {upload.Type} checksum mode. The complete request must use the same checksum mode."));
        }

        if (call.Header(checksum.Header) is { } announced && announced != checksum.Value)
        {
            throw new S3Refusal(S3Error.BadDigest(checksum.Algorithm));
        }
    }

    private Checksum ChecksumOf(UploadDocument upload, List<PartDocument> parts)
    {
        var size = parts.Sum(part => part.Bytes.Length);
        if (call.Header("x-amz-mp-object-size") is { } expected && expected != size.ToString(CultureInfo.InvariantCulture))
        {
            throw new S3Refusal(S3Error.InvalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed."));
        }

        var algorithm = upload.ChecksumAlgorithm;
        var sums = parts.Select(part => Convert.FromBase64String(part.Checksum.Value)).ToList();
        if (upload.Type == ChecksumAlgorithm.Composite)
        {
            var ofSums = algorithm.Of(sums.SelectMany(sum => sum).ToArray());
            return new Checksum(algorithm.Name, string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(ofSums)}-{parts.Count}"), upload.Type);
        }

        var crc = algorithm.Crc!;
        var whole = parts.Zip(sums).Aggregate(0UL, (before, next) => crc.Combine(before, ReflectedCrc.OfBytes(next.Second), next.First.Bytes.Length));
        return new Checksum(algorithm.Name, Convert.ToBase64String(crc.ToBytes(whole)), upload.Type);
    }

    private static string ETagOf(List<PartDocument> parts) =>
        string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(Md5Digest.Of(parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray()))}-{parts.Count}");
}
