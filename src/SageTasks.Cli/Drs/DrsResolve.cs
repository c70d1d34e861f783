using System.CommandLine;
using System.Globalization;
using System.Text;
using SageTasks.Drs;

namespace SageTasks.Cli;

/// <summary><c>drs resolve</c>: what a DRS URI names.</summary>
internal static class DrsResolve
{
    public static Command Create(Terminal terminal)
    {
        var uris = new Argument<string[]>("URI") { Description = "DRS URIs, hostname-based or compact.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("resolve", "Says what DRS URIs name: size, digests, ways to the bytes, and the server that says so.") { uris };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var servers = new DrsServers(PlatformOptions.Drs(call.Profile));
            foreach (var uri in call.Get(uris))
            {
                var address = await servers.ResolveAsync(uri, cancellationToken);
                var found = await servers.GetObjectAsync(uri, cancellationToken: cancellationToken);
                call.Terminal.Result(new ResolvedObject(uri, address, found), CliJson.Default.ResolvedObject, Text);
            }

            return ExitCode.Done;
        });
    }

    private static string Text(ResolvedObject resolved)
    {
        var found = resolved.Object;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{resolved.Uri}  at {resolved.Server.Endpoint}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {(found.IsBundle ? "bundle" : "object")} {found.Id}{(found.Name is { } name ? $" '{name}'" : "")}{(found.Size is { } size ? $", {size:N0} bytes" : "")}{(found.MimeType is { } type ? $", {type}" : "")}");
        foreach (var checksum in found.Checksums)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {checksum.Type} {checksum.Checksum}");
        }

        foreach (var way in found.AccessMethods)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {way.Type}{(way.Region is { } region ? $" in {region}" : "")}{(way.AccessId is { } access ? $", access id {access}" : "")}");
        }

        foreach (var content in found.Contents ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  holds {content.Name}");
        }

        return text.ToString().TrimEnd();
    }
}
