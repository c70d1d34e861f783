using System.Buffers;

namespace SageTasks.Wes;

/// <summary>Refuses run requests that a server would refuse, or understand otherwise than they are meant.</summary>
internal static class RunRequestRules
{
    private const int LongestName = 1024;

    // Servers read quotes and backslashes in a file name each in their own way.
    private static readonly SearchValues<char> Misread = SearchValues.Create("\"\\");

    /// <exception cref="ArgumentException">Something is wrong; the message lists everything.</exception>
    public static void Check(WesRunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var failures = Failures(request).ToList();
        if (failures.Count > 0)
        {
            throw new ArgumentException($"The run request can't be sent: {string.Join(" ", failures)}", nameof(request));
        }
    }

    private static IEnumerable<string> Failures(WesRunRequest request) =>
        Words(request).Concat(Url(request)).Concat(Texts(nameof(request.Tags), request.Tags)).Concat(Texts(nameof(request.EngineParameters), request.EngineParameters)).Concat(Attachments(request));

    private static IEnumerable<string> Words(WesRunRequest request)
    {
        (string Name, string? Value, bool IsRequired)[] words =
        [
            (nameof(request.WorkflowType), request.WorkflowType, true),
            (nameof(request.WorkflowTypeVersion), request.WorkflowTypeVersion, true),
            (nameof(request.WorkflowEngine), request.WorkflowEngine, false),
            (nameof(request.WorkflowEngineVersion), request.WorkflowEngineVersion, false),
        ];
        foreach (var (name, value, isRequired) in words)
        {
            if (isRequired ? string.IsNullOrWhiteSpace(value) : value is not null && string.IsNullOrWhiteSpace(value))
            {
                yield return $"{name} is blank; {(isRequired ? "name one that the server lists (GET /service-info)" : "leave it null, or name one")}.";
            }
        }

        if (request.WorkflowEngineVersion is not null && request.WorkflowEngine is null)
        {
            yield return $"{nameof(request.WorkflowEngineVersion)} is '{request.WorkflowEngineVersion}' without an engine; set {nameof(request.WorkflowEngine)} too.";
        }
    }

    private static IEnumerable<string> Url(WesRunRequest request)
    {
        var url = request.WorkflowUrl;
        if (string.IsNullOrWhiteSpace(url))
        {
            yield return $"{nameof(request.WorkflowUrl)} is blank; give an address or the name of an attachment.";
        }
        else if (!IsAddress(url) && !request.Attachments.Any(attachment => string.Equals(attachment.Name, url, StringComparison.Ordinal)))
        {
            yield return $"{nameof(request.WorkflowUrl)} is '{url}', which is neither an absolute address nor the name of an attachment ({Names(request)}).";
        }
    }

    private static IEnumerable<string> Texts(string field, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (name, value) in texts)
        {
            if (string.IsNullOrWhiteSpace(name) || value is null)
            {
                yield return $"{field} has a blank name, or no value for '{name}'; every value is a text.";
            }
        }
    }

    private static IEnumerable<string> Attachments(WesRunRequest request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attachment in request.Attachments)
        {
            if (Problem(attachment.Name) is { } problem)
            {
                yield return $"The attachment '{attachment.Name}' {problem}.";
            }
            else if (!names.Add(attachment.Name))
            {
                yield return $"Two attachments are called '{attachment.Name}'; each needs a name of its own.";
            }

            if (new[] { attachment.Path, attachment.Text, attachment.Base64 }.Count(content => content is not null) != 1)
            {
                yield return $"The attachment '{attachment.Name}' needs either {nameof(attachment.Path)}, {nameof(attachment.Text)} or {nameof(attachment.Base64)}.";
            }
            else if (attachment.Base64 is { } bytes && !System.Buffers.Text.Base64.IsValid(bytes))
            {
                yield return $"The attachment '{attachment.Name}' has a content that is no Base64.";
            }
        }

        foreach (var name in names.Where(name => names.Any(other => other.StartsWith($"{name}/", StringComparison.Ordinal))))
        {
            yield return $"The attachment '{name}' is a file, and other attachments use it as a folder.";
        }
    }

    /// <summary>What is wrong with the name of an attachment; null when nothing is.</summary>
    public static string? Problem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            return $"must have a name of 1 to {LongestName} characters";
        }

        if (name.Any(char.IsControl) || name.AsSpan().ContainsAny(Misread))
        {
            return "has a quote, a backslash or a control character in its name, which servers read each in their own way";
        }

        if (name.StartsWith('/') || (name.Length > 1 && name[1] == ':'))
        {
            return "has an absolute name; it must be relative to the run's folder";
        }

        return name.Split('/').Any(part => part is "" or "." or "..")
            ? "has an empty part, '.' or '..' in its name; it must stay below the run's folder"
            : null;
    }

    public static bool IsAddress(string url) =>
        !url.StartsWith('/') && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.Length > 1;

    private static string Names(WesRunRequest request) =>
        request.Attachments.Count == 0 ? "there are none" : string.Join(", ", request.Attachments.Take(5).Select(attachment => attachment.Name));
}
