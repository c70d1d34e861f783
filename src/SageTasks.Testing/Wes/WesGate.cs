namespace SageTasks.Testing.Wes;

/// <summary>What every request passes first: its credentials, where there must be any.</summary>
internal sealed class WesGate(WesWorld world, string token)
{
    public LocalAnswer? Check(LocalRequest request)
    {
        var authorization = request.Header("Authorization") ?? "";
        if (world.Traits.NeedsProject && !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return world.Answers.Error(401, "Not authenticated");
        }

        return request.IsOpen || Admits(request) ? null : world.Answers.Error(401, "The request is unauthorized.");
    }

    /// <summary>Whether a request brings the token, if one is asked for.</summary>
    public bool Admits(LocalRequest request) => !world.Options.RequiresBearer || BearerToken.Is(request, token);
}
