namespace SageTasks.Testing.AzureBlob;

/// <summary>Who is asking and what they may: by the account's key, by a shared access signature, or anyone in a public container.</summary>
internal sealed class AccessCheck(Account account, AzureWorld world, PlatformClock clock)
{
    private readonly SharedKey _sharedKey = new(account, clock);

    public void Check(AzureCall call)
    {
        if (call.Query("sig") is not null)
        {
            var signature = new SharedAccessSignature(account, clock, $"/{account.Name}", call.Values());
            signature.Check(call.Container, call.Blob);
            CheckPermission(call, signature.Permissions);
        }
        else if (call.Header("Authorization") is { } authorization)
        {
            _sharedKey.Check(call, authorization);
        }
        else if (!MayAnyone(call))
        {
            throw new AzureRefusal(AzureError.NoAuthentication);
        }
    }

    private bool MayAnyone(AzureCall call) => IsRead(call) && world.FindContainer(call.Container) is { IsPublic: true };

    private void CheckPermission(AzureCall call, string permissions)
    {
        var needed = (call.Request.Method, IsList: call.Query("comp") == "list") switch
        {
            (_, true) => "l",
            ("GET" or "HEAD", _) => "r",
            ("DELETE", _) => "d",
            _ => "wc",
        };
        if (!permissions.AsSpan().ContainsAny(needed))
        {
            throw new AzureRefusal(AzureError.PermissionMismatch);
        }

        // Who may only create must not replace.
        var isCreatingOnly = needed == "wc" && !permissions.Contains('w', StringComparison.Ordinal);
        if (isCreatingOnly && call.Query("comp") is (null or "blocklist") && call.Blob.Length > 0 && world.Exists(call.Container, call.Blob))
        {
            throw new AzureRefusal(new AzureError(403, "UnauthorizedBlobOverwrite", "This request is not authorized to perform blob overwrites."));
        }
    }

    private static bool IsRead(AzureCall call) => call.Request.Method is "GET" or "HEAD";
}
