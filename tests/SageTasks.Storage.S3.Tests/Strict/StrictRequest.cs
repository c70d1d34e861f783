using System.Globalization;

namespace SageTasks.Storage.S3.Tests;

/// <summary>A request as it arrived.</summary>
internal sealed record StrictRequest(string Method, string Key, Dictionary<string, string> Query, Dictionary<string, string> Headers, byte[] Body)
{
    private static readonly Dictionary<string, DigestAlgorithm> Checksums = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x-amz-checksum-sha256"] = DigestAlgorithm.Sha256,
        ["x-amz-checksum-crc32c"] = DigestAlgorithm.Crc32C,
        ["x-amz-checksum-crc64nvme"] = DigestAlgorithm.Crc64Nvme,
    };

    public string? UploadId => Query.GetValueOrDefault("uploadId");

    public int PartNumber => int.Parse(Query["partNumber"], CultureInfo.InvariantCulture);

    public bool IsWrite => Method == "PUT" || (Method == "POST" && UploadId is not null);

    /// <summary>Every checksum header by its algorithm.</summary>
    public IReadOnlyList<(DigestAlgorithm Algorithm, string Value)> Sent =>
        [.. Checksums.Where(pair => Headers.ContainsKey(pair.Key)).Select(pair => (pair.Value, Headers[pair.Key]))];

    public static async Task<StrictRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "", StringComparer.Ordinal);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return new StrictRequest(request.Method.Method, Uri.UnescapeDataString(request.RequestUri.AbsolutePath[1..]), query, headers, body);
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public StrictRequest Damaged() => this with { Body = [(byte)~Body[0], .. Body[1..]] };

    /// <summary>What the store must not do; null where there is nothing to complain about.</summary>
    public string? Complaint()
    {
        var holdsObject = Method == "PUT" && Header("x-amz-copy-source") is null;
        return this switch
        {
            _ when Header("Authorization")?.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal) != true => "not signed",
            _ when Header("x-amz-trailer") is not null || Header("Content-Encoding") is not null => "framed or with a trailer",
            _ when Query.ContainsKey("partNumber") && Method != "PUT" => "read by part number",
            _ when holdsObject && Header("x-amz-content-sha256") != "UNSIGNED-PAYLOAD" => "the payload was hashed for the signature",
            _ when holdsObject && Sent.Count != 1 => $"{Sent.Count} checksums",
            _ when holdsObject && Header("Content-Length") != Body.Length.ToString(CultureInfo.InvariantCulture) => "another length than announced",
            _ => null,
        };
    }

    /// <summary>The checksum that is not of the body; null where all of them are.</summary>
    public string? WrongChecksum()
    {
        var all = Header("Content-MD5") is { } md5 ? Sent.Append((Algorithm: DigestAlgorithm.Md5, Value: md5)) : Sent;
        return all.Where(sent => Digest.Of(Body, sent.Algorithm).ToBase64() != sent.Value)
            .Select(sent => $"The {sent.Algorithm} you specified did not match the calculated checksum.").FirstOrDefault();
    }
}
