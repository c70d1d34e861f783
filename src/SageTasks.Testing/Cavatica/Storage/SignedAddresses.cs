using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Cavatica;

/// <summary>Addresses on the object store that carry their own permission for a while.</summary>
internal sealed class SignedAddresses(CavaticaWorld world)
{
    private const string Key = "signing";

    public CavaticaTable<SigningKey> Table { get; } = new(world.Store, "signing-key", CavaticaJson.Default.SigningKey, key => key.Id);

    /// <summary>The object store's address, once it is there.</summary>
    public Uri Store { get; set; } = new("http://127.0.0.1");

    public string Download(LocalRequest request, FileDocument file) => Sign(request, "GET", $"/objects/{file.Id}");

    public string Part(LocalRequest request, string uploadId, int number) => Sign(request, "PUT", string.Create(CultureInfo.InvariantCulture, $"/parts/{uploadId}/{number}"));

    /// <summary>When an address that is given out now ends, by the clock that clients are shown.</summary>
    public DateTimeOffset Expiry => world.Now + world.Options.UrlLifetime;

    /// <summary>Why a request to the object store is refused; null when it is signed well.</summary>
    public LocalAnswer? Check(LocalRequest request)
    {
        var (expires, signature) = (request.QueryValue("X-Expires"), request.QueryValue("X-Signature"));
        if (request.Header("Authorization") is not null)
        {
            return Refusal(400, "InvalidArgument", "Only one auth mechanism allowed");
        }

        var method = request.Method == "HEAD" ? "GET" : request.Method;
        if (expires is null || signature is null || !CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Signature(method, request.RawPath, expires)), Encoding.ASCII.GetBytes(signature)))
        {
            return Refusal(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }

        return world.Clock.Shown.ToUnixTimeSeconds() >= long.Parse(expires, CultureInfo.InvariantCulture) ? Refusal(403, "AccessDenied", "Request has expired") : null;
    }

    public static LocalAnswer Refusal(int status, string code, string message) =>
        XmlBody.Answer("Error", xml => xml.Text("Code", code).Text("Message", message), status);

    private string Sign(LocalRequest request, string method, string path)
    {
        var end = request.Draws(FaultKind.ExpireUrls) ? world.Now - TimeSpan.FromMinutes(1) : Expiry;
        var expires = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{new Uri(Store, path)}?X-Expires={expires}&X-Signature={Signature(method, path, expires)}";
    }

    private string Signature(string method, string path, string expires)
    {
        lock (world.Lock)
        {
            var key = Table.Find(Key) ?? Table.Put(new SigningKey(Key, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
            return Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key.Value), Encoding.UTF8.GetBytes($"{method}\n{path}\n{expires}")));
        }
    }
}
