using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>Signs addresses and headers, which expire.</summary>
internal sealed class UrlSigner(PlatformClock clock, TimeSpan lifetime)
{
    public const string Header = "X-Local-Signature";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private int _generation;

    /// <summary>What has to come with requests for the bytes of an object where its server gives a fixed header.</summary>
    public string FixedKey { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public void ExpireAll() => Interlocked.Increment(ref _generation);

    /// <summary>A permission to read an object's bytes.</summary>
    public string Sign(string id, bool isExpired)
    {
        var until = (clock.Shown + (isExpired ? -lifetime : lifetime)).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{until}.{Seal(id, until)}");
    }

    /// <summary>Why a permission does not hold; null where it does.</summary>
    public string? Problem(string id, string permission)
    {
        if (permission.Split('.') is not [var untilText, var seal] || !long.TryParse(untilText, CultureInfo.InvariantCulture, out var until))
        {
            return "The signature cannot be read";
        }

        return clock.Shown.ToUnixTimeSeconds() > until || seal != Seal(id, until) ? "Request has expired" : null;
    }

    private string Seal(string id, long until)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Volatile.Read(ref _generation)} {until} {id}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)))[..40];
    }
}
