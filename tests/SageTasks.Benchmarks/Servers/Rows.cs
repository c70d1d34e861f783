using System.Text;

namespace SageTasks.Benchmarks;

/// <summary>The rows of a long list as bytes, prebuilt, so that a page costs the server nothing but sending it.</summary>
internal sealed class Rows
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private Rows(byte[] bytes, int[] starts)
    {
        _bytes = bytes;
        _starts = starts;
    }

    public int Count => _starts.Length - 1;

    /// <summary>Many rows like one that a local platform gave.</summary>
    /// <param name="count">How many.</param>
    /// <param name="template">The row's JSON.</param>
    /// <param name="unique">The texts in it that differ from row to row; each row gets its own of the same length.</param>
    public static Rows Like(int count, string template, params IReadOnlyList<string> unique)
    {
        using var bytes = new MemoryStream();
        var starts = new int[count + 1];
        for (var row = 0; row < count; row++)
        {
            var text = new StringBuilder(template);
            foreach (var part in unique)
            {
                text.Replace(part, part[..^7] + $"{row:D7}");
            }

            bytes.Write(Encoding.UTF8.GetBytes(text.Append(',').ToString()));
            starts[row + 1] = (int)bytes.Length;
        }

        return new Rows(bytes.ToArray(), starts);
    }

    /// <summary>The rows of a page, separated by commas.</summary>
    public ReadOnlyMemory<byte> Page(int offset, int max)
    {
        var (from, to) = (Math.Min(offset, Count), Math.Min(offset + max, Count));
        return from == to ? default : _bytes.AsMemory(_starts[from], _starts[to] - _starts[from] - 1);
    }
}
