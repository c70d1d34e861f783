using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Benchmarks;

/// <summary>The least code that speaks Synapse's protocol for files: no retries, no resume, no check whether anything is there already.</summary>
internal sealed class BareSynapse : IDisposable
{
    private const int PartSize = 8 << 20;
    private const int Concurrency = 4;
    private const int BlockSize = 256 * 1024;

    private readonly HttpClient _http;
    private readonly HttpClient _signed = new();

    public BareSynapse(Uri url, string token) =>
        _http = new HttpClient { BaseAddress = url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    public void Dispose()
    {
        _http.Dispose();
        _signed.Dispose();
    }

    /// <summary>Uploads a file and answers the id of its entity.</summary>
    public async Task<string> UploadAsync(string path, string parentId, string name, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        var (md5, partMd5s) = await HashAsync(path, cancellationToken);
        var upload = await SendAsync(HttpMethod.Post, "/file/v1/file/multipart", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.file.MultipartUploadRequest",
            ["fileName"] = name,
            ["contentType"] = "application/octet-stream",
            ["contentMD5Hex"] = md5,
            ["fileSizeBytes"] = size,
            ["partSizeBytes"] = PartSize,
        }, cancellationToken);
        var multipart = $"/file/v1/file/multipart/{Text(upload, "uploadId")}";
        var numbers = Enumerable.Range(1, partMd5s.Count).ToArray();
        var urls = await SendAsync(HttpMethod.Post, $"{multipart}/presigned/url/batch", new JsonObject
        {
            ["uploadId"] = Text(upload, "uploadId"),
            ["partNumbers"] = new JsonArray([.. numbers]),
        }, cancellationToken);
        var byNumber = urls.GetProperty("partPresignedUrls").EnumerateArray()
            .ToDictionary(url => url.GetProperty("partNumber").GetInt32(), url => Text(url, "uploadPresignedUrl"));
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(numbers, parallel, async (number, token) =>
        {
            var bytes = new byte[Math.Min(PartSize, size - (number - 1L) * PartSize)];
            await RandomAccess.ReadAsync(file, bytes, (number - 1L) * PartSize, token);
            using var body = new ByteArrayContent(bytes);
            using var answer = await _signed.PutAsync(new Uri(byNumber[number]), body, token);
            answer.EnsureSuccessStatusCode();
            await SendAsync(HttpMethod.Put, $"{multipart}/add/{number}?partMD5Hex={partMd5s[number - 1]}", null, token);
        });
        var completed = await SendAsync(HttpMethod.Put, $"{multipart}/complete", null, cancellationToken);
        return Text(await SendAsync(HttpMethod.Post, "/repo/v1/entity", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.FileEntity",
            ["name"] = name,
            ["parentId"] = parentId,
            ["dataFileHandleId"] = Text(completed, "resultFileHandleId"),
        }, cancellationToken), "id");
    }

    /// <summary>Downloads a file and compares its MD5.</summary>
    /// <exception cref="InvalidDataException">The MD5 is another one.</exception>
    public async Task DownloadAsync(string id, string path, CancellationToken cancellationToken)
    {
        var entity = await SendAsync(HttpMethod.Get, $"/repo/v1/entity/{id}", null, cancellationToken);
        var batch = await SendAsync(HttpMethod.Post, "/file/v1/fileHandle/batch", new JsonObject
        {
            ["requestedFiles"] = new JsonArray(new JsonObject
            {
                ["fileHandleId"] = Text(entity, "dataFileHandleId"),
                ["associateObjectId"] = id,
                ["associateObjectType"] = "FileEntity",
            }),
            ["includeFileHandles"] = true,
            ["includePreSignedURLs"] = true,
        }, cancellationToken);
        var handle = batch.GetProperty("requestedFiles")[0];
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await using (var body = await _signed.GetStreamAsync(new Uri(Text(handle, "preSignedURL")), cancellationToken))
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
        {
            var block = new byte[BlockSize];
            for (var read = -1; read != 0;)
            {
                read = await body.ReadAsync(block, cancellationToken);
                md5.AppendData(block, 0, read);
                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
        }

        if (Convert.ToHexStringLower(md5.GetHashAndReset()) != Text(handle.GetProperty("fileHandle"), "contentMd5"))
        {
            throw new InvalidDataException($"{id} came with another MD5.");
        }
    }

    // The protocol wants the MD5 of the file before the first part and the MD5 of each part with it: one reading gives both.
    private static async Task<(string File, IReadOnlyList<string> Parts)> HashAsync(string path, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var part = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var parts = new List<string>();
        var block = new byte[BlockSize];
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        for (var read = -1; read != 0;)
        {
            read = await file.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, cancellationToken);
            whole.AppendData(block, 0, read);
            part.AppendData(block, 0, read);
            if (read > 0 && (file.Position % PartSize == 0 || file.Position == file.Length))
            {
                parts.Add(Convert.ToHexStringLower(part.GetHashAndReset()));
            }
        }

        return (Convert.ToHexStringLower(whole.GetHashAndReset()), parts);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, cancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
