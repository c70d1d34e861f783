using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

/// <summary>A user of a local Synapse who speaks plain HTTP, as curl would.</summary>
internal sealed class SynapseUser : IDisposable
{
    private readonly HttpClient _api;
    private readonly HttpClient _bare;

    public SynapseUser(LocalSynapse synapse, string? token)
        : this(synapse.Url, token)
    {
    }

    public SynapseUser(Uri url, string? token)
    {
        _api = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = url };
        _bare = new HttpClient { BaseAddress = url };
        if (token is not null)
        {
            _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public static string Hash(byte[] bytes)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(bytes);
        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await _api.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : JsonValue.Create(text));
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<JsonNode> DoAsync(string method, string path, JsonNode? body = null)
    {
        var (status, answer) = await SendAsync(method, path, body);
        Assert.True((int)status < 300, $"{method} {path}: {(int)status} {answer}");
        return answer!;
    }

    /// <summary>Sends a request that must be refused, and gives the reason.</summary>
    public async Task<string> RefusedAsync(int status, string method, string path, JsonNode? body = null)
    {
        var (actual, answer) = await SendAsync(method, path, body);
        Assert.True((int)actual == status, $"{method} {path}: {(int)actual} instead of {status}: {answer}");
        return (string)answer!["reason"]!;
    }

    public async Task<string> CreateAsync(string type, string? parentId, string name, JsonObject? more = null)
    {
        var entity = more ?? [];
        entity["concreteType"] = $"org.sagebionetworks.repo.model.{type}";
        entity["parentId"] = parentId;
        entity["name"] = name;
        return (string)(await DoAsync("POST", "/repo/v1/entity", entity))["id"]!;
    }

    public Task<string> ProjectAsync(string name = "project") => CreateAsync("Project", null, name);

    public async Task<string> FileAsync(string parentId, string name, string content) =>
        await CreateAsync("FileEntity", parentId, name, new JsonObject { ["dataFileHandleId"] = await UploadAsync(name, Encoding.UTF8.GetBytes(content)) });

    public static JsonObject UploadRequest(string name, byte[] bytes, long partSize = 5 * 1024 * 1024) => new()
    {
        ["concreteType"] = "org.sagebionetworks.repo.model.file.MultipartUploadRequest",
        ["fileName"] = name,
        ["contentType"] = "text/plain",
        ["contentMD5Hex"] = Hash(bytes),
        ["fileSizeBytes"] = bytes.Length,
        ["partSizeBytes"] = partSize,
    };

    /// <summary>Uploads by every step of the protocol, and gives the file handle's id.</summary>
    public async Task<string> UploadAsync(string name, byte[] bytes, int partSize = 5 * 1024 * 1024)
    {
        var status = await DoAsync("POST", "/file/v1/file/multipart", UploadRequest(name, bytes, partSize));
        var uploadId = (string)status["uploadId"]!;
        var parts = ((string)status["partsState"]!).Length;
        for (var n = 1; n <= parts && (string)status["state"]! == "UPLOADING"; n++)
        {
            var part = bytes[((n - 1) * partSize)..Math.Min(n * partSize, bytes.Length)];
            using var put = await PutPartAsync(await PartUrlAsync(uploadId, n), part);
            put.EnsureSuccessStatusCode();
            Assert.Equal("ADD_SUCCESS", (string)(await AddPartAsync(uploadId, n, part))["addPartState"]!);
        }

        return (string)(await DoAsync("PUT", $"/file/v1/file/multipart/{uploadId}/complete"))["resultFileHandleId"]!;
    }

    public async Task<string> PartUrlAsync(string uploadId, int part, string? contentType = null)
    {
        var body = new JsonObject { ["uploadId"] = uploadId, ["partNumbers"] = new JsonArray(part), ["contentType"] = contentType };
        var urls = await DoAsync("POST", $"/file/v1/file/multipart/{uploadId}/presigned/url/batch", body);
        return (string)urls["partPresignedUrls"]![0]!["uploadPresignedUrl"]!;
    }

    public Task<JsonNode> AddPartAsync(string uploadId, int number, byte[] part) =>
        DoAsync("PUT", $"/file/v1/file/multipart/{uploadId}/add/{number}?partMD5Hex={Hash(part)}");

    public Task<HttpResponseMessage> PutPartAsync(string url, byte[] part) => _bare.PutAsync(new Uri(url), new ByteArrayContent(part));

    public Task<HttpResponseMessage> FetchAsync(string url, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        change?.Invoke(request);
        return _bare.SendAsync(request);
    }

    public async Task<string> UrlOfAsync(string fileHandleId, string entityId) => (string)(await DoAsync(
        "GET", $"/file/v1/file/{fileHandleId}?fileAssociateType=FileEntity&fileAssociateId={entityId}&redirect=false"))!;

    public void Dispose()
    {
        _api.Dispose();
        _bare.Dispose();
    }
}
