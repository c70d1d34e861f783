using System.Globalization;
using System.Text;

namespace SageTasks.Tes;

/// <summary>The rules of TES that a task can break, said before anything is sent: many servers answer with a status alone, or run the task
/// and fail in the middle.</summary>
internal static class TaskRules
{
    /// <summary>What every server must take as content, in bytes.</summary>
    public const int LargestContent = 128 * 1024;

    private static readonly char[] Wildcards = ['*', '?', '['];

    public static void Require(TesTask task)
    {
        if (Violations(task) is { Count: > 0 } violations)
        {
            throw new TaskRefusedException(task.Name, violations);
        }
    }

    public static IReadOnlyList<string> Violations(TesTask task)
    {
        var found = new List<string>();
        Executors(task.Executors, found);
        Inputs(task.Inputs, found);
        Outputs(task.Outputs, found);
        for (var index = 0; index < task.Volumes.Count; index++)
        {
            Absolute(At("volumes", index), task.Volumes[index], found);
        }

        if (task.Tags.Keys.Any(string.IsNullOrEmpty))
        {
            found.Add("tags: a key is empty. Give each tag a key.");
        }

        Resources(task.Resources, found);
        return found;
    }

    public static bool HasWildcards(string path) => path.IndexOfAny(Wildcards) >= 0;

    private static void Executors(IReadOnlyList<TesExecutor> executors, List<string> found)
    {
        if (executors.Count == 0)
        {
            found.Add("executors: there is none. Give at least one image and command.");
        }

        for (var index = 0; index < executors.Count; index++)
        {
            var (executor, where) = (executors[index], At("executors", index));
            Given($"{where}.image", executor.Image, "the container image to run", found);
            if (executor.Command.Count == 0 || string.IsNullOrEmpty(executor.Command[0]))
            {
                found.Add($"{where}.command: is empty. Give the command and its arguments, one entry each.");
            }

            foreach (var (field, path) in new[]
            {
                ("workdir", executor.Workdir), ("stdin", executor.Stdin), ("stdout", executor.Stdout), ("stderr", executor.Stderr),
            })
            {
                if (path is not null)
                {
                    Absolute($"{where}.{field}", path, found);
                }
            }

            found.AddRange(executor.Env.Keys.Where(name => name.Length == 0 || name.AsSpan().ContainsAny('=', '\0'))
                .Select(name => $"{where}.env: '{name}' can't be the name of a variable."));
        }
    }

    private static void Inputs(IReadOnlyList<TesInput> inputs, List<string> found)
    {
        for (var index = 0; index < inputs.Count; index++)
        {
            var (input, where) = (inputs[index], At("inputs", index));
            Absolute($"{where}.path", input.Path, found);
            switch (input)
            {
                case { Content: null } when string.IsNullOrWhiteSpace(input.Url):
                    found.Add($"{where}: '{input.Path}' has neither url nor content. Give one of them.");
                    break;
                case { Content: not null, Url.Length: > 0 }:
                    found.Add($"{where}: '{input.Path}' has both url and content; servers ignore or refuse one of them. Give one.");
                    break;
                case { Content: null }:
                    Address($"{where}.url", input.Url!, found);
                    break;
                default:
                    Content(where, input, found);
                    break;
            }
        }

        found.AddRange(inputs.Where(input => input.Path.Length > 0).GroupBy(input => input.Path.TrimEnd('/'), StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"inputs: '{group.Key}' is the path of {group.Count().ToString(CultureInfo.InvariantCulture)} inputs. Give each a path of its own."));
    }

    private static void Content(string where, TesInput input, List<string> found)
    {
        if (input.Type == TesFileType.Directory)
        {
            found.Add($"{where}: '{input.Path}' is a DIRECTORY with content. Content makes a file: give a url, or the type FILE.");
        }

        var size = Encoding.UTF8.GetByteCount(input.Content!);
        if (size > LargestContent)
        {
            found.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{where}.content: is {size} bytes long, but servers need to take {LargestContent} only. Put the file into storage and give its url."));
        }
    }

    private static void Outputs(IReadOnlyList<TesOutput> outputs, List<string> found)
    {
        for (var index = 0; index < outputs.Count; index++)
        {
            var (output, where) = (outputs[index], At("outputs", index));
            Absolute($"{where}.path", output.Path, found);
            if (string.IsNullOrWhiteSpace(output.Url))
            {
                found.Add($"{where}: '{output.Path}' has no url. Say where it goes.");
            }
            else
            {
                Address($"{where}.url", output.Url, found);
            }

            if (!HasWildcards(output.Path))
            {
                continue;
            }

            if (string.IsNullOrEmpty(output.PathPrefix))
            {
                found.Add($"{where}: '{output.Path}' holds wildcards, so path_prefix is wanted: the part of each match that is left out below the url.");
            }
            else if (!output.Path.StartsWith(output.PathPrefix, StringComparison.Ordinal) || HasWildcards(output.PathPrefix))
            {
                found.Add($"{where}.path_prefix: '{output.PathPrefix}' is not how '{output.Path}' begins before its first wildcard.");
            }
        }
    }

    private static void Resources(TesResources? resources, List<string> found)
    {
        foreach (var (field, amount) in new[] { ("cpu_cores", resources?.CpuCores), ("ram_gb", resources?.RamGb), ("disk_gb", resources?.DiskGb) })
        {
            if (amount is { } given && !(given > 0 && double.IsFinite(given)))
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"resources.{field}: is {given}. Give a number above 0, or leave it to the server."));
            }
        }

        if (resources is not null)
        {
            found.AddRange(resources.BackendParameters.Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
                .Select(group => $"resources.backend_parameters: '{group.Key}' is given in {group.Count().ToString(CultureInfo.InvariantCulture)} spellings, which are one key to the server."));
        }
    }

    private static void Given(string where, string? value, string what, List<string> found)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            found.Add($"{where}: is empty. Give {what}.");
        }
    }

    private static void Absolute(string where, string? path, List<string> found)
    {
        if (path is not ['/', ..])
        {
            found.Add($"{where}: '{path}' is not an absolute path in the container. Begin it with '/'.");
        }
        else if (path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Contains(".."))
        {
            found.Add($"{where}: '{path}' leaves its place. Write the path without '..'.");
        }
    }

    /// <summary>An address with a scheme, or an absolute path: Cromwell's tasks name storage by path.</summary>
    private static void Address(string where, string url, List<string> found)
    {
        if (url[0] != '/' && !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            found.Add($"{where}: '{Http.Redaction.Text(url)}' is neither an address such as s3://bucket/key nor an absolute path.");
        }
    }

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
