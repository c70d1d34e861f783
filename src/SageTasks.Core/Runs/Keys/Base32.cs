using System.Buffers;

namespace SageTasks.Runs;

/// <summary>RFC 4648 base32 in lower case, without padding: safe in run names, tags and URLs.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[next++] = Alphabet[(buffer >> bits) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            text[next] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        return new string(text);
    }

    public static bool IsBase32(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Letters);
}
