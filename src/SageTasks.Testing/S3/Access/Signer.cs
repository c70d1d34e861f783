using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.S3;

/// <summary>The key that signed a request, which goes on to sign the chunks of its body, each with the signature before it.</summary>
internal sealed class Signer
{
    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    private readonly byte[] _key;
    private readonly SignatureClaim _claim;
    private string _previous;

    public Signer(string secret, SignatureClaim claim)
    {
        (_claim, _previous) = (claim, claim.Signature);
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { claim.Date, claim.Region, claim.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        _key = key;
    }

    public string StringToSign(string canonicalRequest) =>
        $"{SignatureClaim.Algorithm}\n{_claim.Stamp}\n{_claim.Scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    public void CheckChunk(byte[] sha256, string? signature) =>
        Check($"AWS4-HMAC-SHA256-PAYLOAD\n{_claim.Stamp}\n{_claim.Scope}\n{_previous}\n{Nothing}\n{Convert.ToHexStringLower(sha256)}", signature);

    public void CheckTrailer(byte[] sha256, string? signature) =>
        Check($"AWS4-HMAC-SHA256-TRAILER\n{_claim.Stamp}\n{_claim.Scope}\n{_previous}\n{Convert.ToHexStringLower(sha256)}", signature);

    private void Check(string text, string? signature)
    {
        var computed = Sign(text);
        if (computed != signature)
        {
            throw new S3Refusal(SignatureCheck.Mismatch(("StringToSign", text)));
        }

        _previous = computed;
    }
}
