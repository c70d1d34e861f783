using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SageTasks.Http;

/// <summary>A request's path below the platform's endpoint, written as an interpolated string: <c>$"/tasks/{id}"</c>.
/// Every hole is percent-encoded, so that no id can leave its place; <c>{id:path}</c> keeps slashes and encodes what lies between.</summary>
[InterpolatedStringHandler]
public sealed class RequestPath
{
    private readonly StringBuilder _value;
    private readonly StringBuilder _template;
    private bool _hasQuery;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RequestPath(int literalLength, int formattedCount)
    {
        _value = new StringBuilder(literalLength + formattedCount * 24);
        _template = new StringBuilder(literalLength + formattedCount * 2);
    }

    /// <summary>The path with empty braces for the holes and without the query, such as <c>/tasks/{}</c>: a low-cardinality name for telemetry.</summary>
    public string Template => _template.ToString();

    /// <summary>The encoded path and query as sent. May hold a secret query value: <see cref="ToString"/> does not.</summary>
    public string Value => _value.ToString();

    /// <summary>The first hole that holds a slash, and its text; null where none does.</summary>
    internal string? Slashed { get; private set; }

    /// <summary>Names the target type where a query is to be added: <c>RequestPath.Of($"/tasks").Query("limit", 100)</c>.</summary>
    public static RequestPath Of(RequestPath path) => path;

    /// <summary>Called by the compiler for the text between holes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value)
    {
        _value.Append(value);
        var query = value.IndexOf('?', StringComparison.Ordinal);
        if (!_hasQuery)
        {
            _template.Append(query < 0 ? value : value.AsSpan(0, query));
        }

        _hasQuery |= query >= 0;
    }

    /// <summary>Called by the compiler for a hole that holds text.</summary>
    /// <exception cref="ArgumentException">The text is empty, <c>.</c>, <c>..</c> or not valid Unicode.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(string? value, string? format = null, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (string.Equals(format, "path", StringComparison.Ordinal))
        {
            AppendSegments(value, name);
        }
        else
        {
            _value.Append(Encode(value, value, name));
            Slashed ??= value!.Contains('/', StringComparison.Ordinal) ? $"{name} is '{value}'" : null;
        }

        if (!_hasQuery)
        {
            _template.Append("{}");
        }
    }

    /// <summary>Called by the compiler for a hole that holds a number, a GUID or another value, written in the invariant culture.</summary>
    /// <exception cref="ArgumentException">The value's text is empty, <c>.</c> or <c>..</c>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value, string? format = null, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var isPath = string.Equals(format, "path", StringComparison.Ordinal);
        var text = value is IFormattable formattable
            ? formattable.ToString(isPath ? null : format, CultureInfo.InvariantCulture)
            : value?.ToString();
        AppendFormatted(text, isPath ? format : null, name);
    }

    /// <summary>Adds a query parameter; null leaves it out.</summary>
    public RequestPath Query(string name, string? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (value is not null)
        {
            _value.Append(_hasQuery ? '&' : '?').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    /// <summary>Adds a whole number as a query parameter; null leaves it out.</summary>
    public RequestPath Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a whole number as a query parameter; null leaves it out.</summary>
    public RequestPath Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds <c>true</c> or <c>false</c> as a query parameter; null leaves it out.</summary>
    public RequestPath Query(string name, bool? value) => Query(name, value is { } given ? given ? "true" : "false" : null);

    /// <summary>Adds a time as a query parameter, ISO 8601 in UTC; null leaves it out.</summary>
    public RequestPath Query(string name, DateTimeOffset? value) =>
        Query(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    /// <summary>Adds a query parameter once for each value; null leaves it out.</summary>
    public RequestPath Query(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Query(name, value);
        }

        return this;
    }

    /// <summary>The path and query, secret query values replaced.</summary>
    public override string ToString() => Redaction.Query(Value);

    private void AppendSegments(string? value, string name)
    {
        var first = true;
        foreach (var segment in (value ?? "").Split('/'))
        {
            _value.Append(first ? "" : "/").Append(Encode(segment, value, name));
            first = false;
        }
    }

    private static string Encode(string? segment, string? whole, string name)
    {
        if (segment is null or "" or "." or "..")
        {
            throw new ArgumentException($"{name} is '{whole}', which can't be part of a request's path: a name or id must not be empty, '.' or '..'.");
        }

        for (var rest = segment.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                throw new ArgumentException($"{name} can't be part of a request's path: it is not valid Unicode (a lone surrogate).");
            }

            rest = rest[length..];
        }

        return Uri.EscapeDataString(segment);
    }
}
