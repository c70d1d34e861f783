using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Testing;

/// <summary>The method and path pattern of a fault rule.</summary>
internal sealed class RoutePattern
{
    private readonly string _method;
    private readonly string[] _segments;
    private readonly bool _open;

    private RoutePattern(string method, string[] segments, bool open)
    {
        _method = method;
        _segments = segments;
        _open = open;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out RoutePattern? pattern)
    {
        pattern = null;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var method, ['/', ..] path])
        {
            return false;
        }

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var open = segments is [.., "**"];
        pattern = new RoutePattern(method, open ? segments[..^1] : segments, open);
        return !pattern._segments.Contains("**");
    }

    public bool Matches(string method, string path)
    {
        if (_method != "*" && !_method.Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var index = 0;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(range);
            if (segment.IsEmpty)
            {
                continue;
            }

            if (index == _segments.Length)
            {
                return _open;
            }

            if (_segments[index] != "*" && !segment.SequenceEqual(_segments[index]))
            {
                return false;
            }

            index++;
        }

        return index == _segments.Length;
    }
}
