using System.Globalization;
using System.Text;

namespace SageTasks.Testing;

/// <summary>The TES that executes the steps of a <see cref="LocalWes"/>: a <see cref="LocalTes"/>, or another that sees the files of this machine.</summary>
public sealed record LocalWesTes
{
    /// <summary>The API's address, such as <see cref="LocalTes.Endpoint"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The bearer token that it asks for; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The container image of the commands, which needs <c>sh</c>; a TES without containers ignores it.</summary>
    public string Image { get; init; } = "debian:stable-slim";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Endpoint = {Endpoint}, Token = {(Token is null ? "none" : "***")}, Image = {Image}");
        return true;
    }
}
